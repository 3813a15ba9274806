"""Projects that the profile names: what lies beside their go.mod."""
