GRANT SELECT, INSERT, UPDATE, DELETE ON transfer.* TO '${appUser}'@'%';
