"""What `manage.py` needs before Django can be imported: standard library only.

Read `deur` first: it chooses what happens with a command. `omgeving` and `npm` install, `postgres` and
`valkey` know how to run the two servers, `diensten` starts them, `opdracht` runs a program, `toezicht` watches several,
and `demo`, `proeven` and `controle` are the commands.
"""
