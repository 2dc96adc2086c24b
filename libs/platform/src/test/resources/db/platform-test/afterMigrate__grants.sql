GRANT SELECT, INSERT, UPDATE, DELETE ON platform_test.* TO '${appUser}'@'%';
