GRANT SELECT, INSERT, UPDATE, DELETE ON remedy.* TO '${appUser}'@'%';
