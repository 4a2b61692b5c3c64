-- Run once as the database's owner: sudo -u postgres psql -f setup.sql
-- Then give each a password, and write the same into /etc/coprod/secrets:
--   \password coprod_hub
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
