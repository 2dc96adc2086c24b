GRANT SELECT, INSERT, UPDATE, DELETE ON redotapp.* TO '${appUser}'@'%';
