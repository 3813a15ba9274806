"""Files of cloud-native tools."""
