"""Who stands between Go and its modules. These rules are asked only on request, and never by a look."""
