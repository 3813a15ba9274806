"""The machines a user can choose from: folders, recordings, distros, This PC, or the one the wizard runs on."""
