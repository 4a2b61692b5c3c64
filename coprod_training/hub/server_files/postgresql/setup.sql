-- Run once as the database's owner: runuser -u postgres -- psql < postgresql/setup.sql
-- Then give each role a password, with \password coprod_hub and so on, and write the address of each
-- database, with its password, into a file. docs/operate.md has its form: "Set it up", step 4.
--   coprod_hub        /etc/coprod/secrets/hub-database
--   coprod_collector  /etc/coprod/collector/database
--   coprod_survey     /etc/coprod/collector/survey-database
CREATE ROLE coprod_hub LOGIN;
CREATE DATABASE coprod_hub OWNER coprod_hub ENCODING 'UTF8' TEMPLATE template0;
REVOKE CONNECT ON DATABASE coprod_hub FROM PUBLIC;
CREATE ROLE coprod_collector LOGIN;
CREATE DATABASE coprod_collector OWNER coprod_collector ENCODING 'UTF8' TEMPLATE template0;
REVOKE CONNECT ON DATABASE coprod_collector FROM PUBLIC;
-- Answers to the survey are kept apart, with a role of their own.
CREATE ROLE coprod_survey LOGIN;
CREATE DATABASE coprod_survey OWNER coprod_survey ENCODING 'UTF8' TEMPLATE template0;
REVOKE CONNECT ON DATABASE coprod_survey FROM PUBLIC;
