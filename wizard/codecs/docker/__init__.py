"""Files of Docker, read as Docker reads them."""
