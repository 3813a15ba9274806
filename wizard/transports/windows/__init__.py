"""This PC as a machine: its profile folder through the direct hand, the rest through Windows itself."""
