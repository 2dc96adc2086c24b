GRANT SELECT, INSERT, UPDATE, DELETE ON wallet.* TO '${appUser}'@'%';
