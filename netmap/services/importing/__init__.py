"""Import of tables: read, guess, preview, and then one revision or nothing.

`start` keeps what the files hold as a draft; `choose` what the user decides about it;
`preview` tells the fate of every row; `apply` makes one revision of it.
"""
