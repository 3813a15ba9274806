"""The one part that runs with an administrator's rights: a task of its own, for one operation of a list.

It is started for each step, after Windows has asked the user, and ends with the step. What it may do stands in its
own code: an order only names one of these operations. The order lies in a file; its digest is given on the command
line, so what the user was asked about is what is done. It refuses orders of another user (distros belong to one user
each), orders that were changed, used or have waited too long, and files that are links.

Rejected: a service or a logon task (they would keep rights, and elevate files that anybody may change), and
passing commands to an elevated shell.
"""
