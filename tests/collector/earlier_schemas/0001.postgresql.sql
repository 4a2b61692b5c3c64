-- What the collector of commit 4fa1efc made in an empty PostgreSQL, by pg_dump.
CREATE TABLE about (
    name character varying(100) NOT NULL,
    value character varying(255) NOT NULL
);
CREATE TABLE alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE cell (
    service character varying(100) NOT NULL,
    module character varying(100) NOT NULL,
    started bigint NOT NULL,
    finished bigint NOT NULL,
    done bigint NOT NULL
);
CREATE TABLE cohort (
    cohort character varying(100) NOT NULL,
    service character varying(100) NOT NULL,
    starts date,
    ends date
);
CREATE TABLE course_activity (
    activity character varying(100) NOT NULL,
    module character varying(100) NOT NULL,
    core boolean NOT NULL,
    place integer NOT NULL
);
CREATE TABLE learner (
    learner character varying(24) NOT NULL,
    hub_name character varying(255) NOT NULL,
    service character varying(100) NOT NULL,
    setting character varying(100) NOT NULL,
    cohort character varying(100) NOT NULL,
    first_stored timestamp with time zone,
    last_stored timestamp with time zone,
    finished_modules integer NOT NULL,
    open_module character varying(100) NOT NULL,
    finished_at timestamp with time zone
);
CREATE TABLE progress (
    learner character varying(24) NOT NULL,
    module character varying(100) NOT NULL,
    done integer NOT NULL,
    core_done integer NOT NULL,
    complete boolean NOT NULL,
    completed_at timestamp with time zone,
    first_stored timestamp with time zone NOT NULL,
    last_stored timestamp with time zone NOT NULL
);
CREATE TABLE reached (
    learner character varying(24) NOT NULL,
    activity character varying(100) NOT NULL,
    module character varying(100) NOT NULL,
    stored timestamp with time zone NOT NULL
);
CREATE TABLE service (
    code character varying(100) NOT NULL,
    name character varying(255) NOT NULL,
    setting character varying(100) NOT NULL,
    region character varying(255) NOT NULL,
    icb character varying(255) NOT NULL,
    provider character varying(255) NOT NULL
);
CREATE TABLE state (
    learner character varying(24) NOT NULL,
    slug character varying(100) NOT NULL,
    bytes bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    stored timestamp with time zone NOT NULL
);
CREATE TABLE statement (
    learner character varying(24) NOT NULL,
    id uuid NOT NULL,
    module character varying(100) NOT NULL,
    activity character varying(100) NOT NULL,
    kind character varying(10) NOT NULL,
    verb character varying(255) NOT NULL,
    completion boolean NOT NULL,
    success boolean,
    scaled double precision,
    raw double precision,
    max double precision,
    attempt integer NOT NULL,
    course_version character varying(100) NOT NULL,
    said timestamp with time zone,
    stored timestamp with time zone NOT NULL,
    service character varying(100) NOT NULL
);
CREATE TABLE step (
    service character varying(100) NOT NULL,
    activity character varying(100) NOT NULL,
    module character varying(100) NOT NULL,
    learners bigint NOT NULL
);
INSERT INTO alembic_version VALUES ('0001');
ALTER TABLE ONLY about
    ADD CONSTRAINT about_pkey PRIMARY KEY (name);
ALTER TABLE ONLY alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY cell
    ADD CONSTRAINT cell_pkey PRIMARY KEY (service, module);
ALTER TABLE ONLY cohort
    ADD CONSTRAINT cohort_pkey PRIMARY KEY (cohort);
ALTER TABLE ONLY course_activity
    ADD CONSTRAINT course_activity_pkey PRIMARY KEY (activity);
ALTER TABLE ONLY learner
    ADD CONSTRAINT learner_hub_name_key UNIQUE (hub_name);
ALTER TABLE ONLY learner
    ADD CONSTRAINT learner_pkey PRIMARY KEY (learner);
ALTER TABLE ONLY progress
    ADD CONSTRAINT progress_pkey PRIMARY KEY (learner, module);
ALTER TABLE ONLY reached
    ADD CONSTRAINT reached_pkey PRIMARY KEY (learner, activity);
ALTER TABLE ONLY service
    ADD CONSTRAINT service_pkey PRIMARY KEY (code);
ALTER TABLE ONLY state
    ADD CONSTRAINT state_pkey PRIMARY KEY (learner, slug);
ALTER TABLE ONLY statement
    ADD CONSTRAINT statement_pkey PRIMARY KEY (learner, id);
ALTER TABLE ONLY step
    ADD CONSTRAINT step_pkey PRIMARY KEY (service, activity);
CREATE INDEX learner_by_cohort ON learner USING btree (cohort);
CREATE INDEX learner_by_service ON learner USING btree (service);
