GRANT SELECT, INSERT, UPDATE, DELETE ON ${flyway:defaultSchema}.* TO '${appUser}'@'%';
