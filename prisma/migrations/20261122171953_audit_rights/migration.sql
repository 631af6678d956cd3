-- Who works with the audit log may read it and write to it, and nothing else: also the role that owns the table. The triggers say
-- the same to a superuser, whom no right binds. Nothing refers to its rows, so no foreign key needs more.
REVOKE UPDATE, DELETE, TRUNCATE ON audit_entries FROM CURRENT_USER, PUBLIC;
