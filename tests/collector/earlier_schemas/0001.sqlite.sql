-- What the collector of commit 4fa1efc made in an empty SQLite.
BEGIN TRANSACTION;
CREATE TABLE about (
  name VARCHAR(100) NOT NULL, 
  value VARCHAR(255) NOT NULL, 
  PRIMARY KEY (name)
);
CREATE TABLE alembic_version (
  version_num VARCHAR(32) NOT NULL, 
  CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE cell (
  service VARCHAR(100) NOT NULL, 
  module VARCHAR(100) NOT NULL, 
  started BIGINT NOT NULL, 
  finished BIGINT NOT NULL, 
  done BIGINT NOT NULL, 
  PRIMARY KEY (service, module)
);
CREATE TABLE cohort (
  cohort VARCHAR(100) NOT NULL, 
  service VARCHAR(100) NOT NULL, 
  starts DATE, 
  ends DATE, 
  PRIMARY KEY (cohort)
);
CREATE TABLE course_activity (
  activity VARCHAR(100) NOT NULL, 
  module VARCHAR(100) NOT NULL, 
  core BOOLEAN NOT NULL, 
  place INTEGER NOT NULL, 
  PRIMARY KEY (activity)
);
CREATE TABLE learner (
  learner VARCHAR(24) NOT NULL, 
  hub_name VARCHAR(255) NOT NULL, 
  service VARCHAR(100) NOT NULL, 
  setting VARCHAR(100) NOT NULL, 
  cohort VARCHAR(100) NOT NULL, 
  first_stored DATETIME, 
  last_stored DATETIME, 
  finished_modules INTEGER NOT NULL, 
  open_module VARCHAR(100) NOT NULL, 
  finished_at DATETIME, 
  PRIMARY KEY (learner), 
  UNIQUE (hub_name)
);
CREATE TABLE progress (
  learner VARCHAR(24) NOT NULL, 
  module VARCHAR(100) NOT NULL, 
  done INTEGER NOT NULL, 
  core_done INTEGER NOT NULL, 
  complete BOOLEAN NOT NULL, 
  completed_at DATETIME, 
  first_stored DATETIME NOT NULL, 
  last_stored DATETIME NOT NULL, 
  PRIMARY KEY (learner, module)
)
 WITHOUT ROWID
;
CREATE TABLE reached (
  learner VARCHAR(24) NOT NULL, 
  activity VARCHAR(100) NOT NULL, 
  module VARCHAR(100) NOT NULL, 
  stored DATETIME NOT NULL, 
  PRIMARY KEY (learner, activity)
)
 WITHOUT ROWID
;
CREATE TABLE service (
  code VARCHAR(100) NOT NULL, 
  name VARCHAR(255) NOT NULL, 
  setting VARCHAR(100) NOT NULL, 
  region VARCHAR(255) NOT NULL, 
  icb VARCHAR(255) NOT NULL, 
  provider VARCHAR(255) NOT NULL, 
  PRIMARY KEY (code)
);
CREATE TABLE state (
  learner VARCHAR(24) NOT NULL, 
  slug VARCHAR(100) NOT NULL, 
  bytes BIGINT NOT NULL, 
  sha256 VARCHAR(64) NOT NULL, 
  stored DATETIME NOT NULL, 
  PRIMARY KEY (learner, slug)
);
CREATE TABLE statement (
  learner VARCHAR(24) NOT NULL, 
  id CHAR(32) NOT NULL, 
  module VARCHAR(100) NOT NULL, 
  activity VARCHAR(100) NOT NULL, 
  kind VARCHAR(10) NOT NULL, 
  verb VARCHAR(255) NOT NULL, 
  completion BOOLEAN NOT NULL, 
  success BOOLEAN, 
  scaled FLOAT, 
  raw FLOAT, 
  max FLOAT, 
  attempt INTEGER NOT NULL, 
  course_version VARCHAR(100) NOT NULL, 
  said DATETIME, 
  stored DATETIME NOT NULL, 
  service VARCHAR(100) NOT NULL, 
  PRIMARY KEY (learner, id)
)
 WITHOUT ROWID
;
CREATE TABLE step (
  service VARCHAR(100) NOT NULL, 
  activity VARCHAR(100) NOT NULL, 
  module VARCHAR(100) NOT NULL, 
  learners BIGINT NOT NULL, 
  PRIMARY KEY (service, activity)
);
CREATE INDEX learner_by_service ON learner (service);
CREATE INDEX learner_by_cohort ON learner (cohort);
COMMIT;
