"""Rules about cloud-native tools, as far as a workstation has them."""
