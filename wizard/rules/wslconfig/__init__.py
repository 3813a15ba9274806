"""Rules about `.wslconfig`: damage in it, and the settings that a profile may want."""
