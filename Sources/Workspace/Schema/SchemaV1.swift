/// The first schema. Never edited once released: a change is a migration of its own.
enum SchemaV1 {
  /// The workspace without names.
  ///
  /// Facts are kept for ever: a row holds from its revision `since` to before `until`. Keys are never null, so that
  /// «no form» is the empty text.
  static let main = """
    CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

    -- A change of the facts: who, when, from what.
    CREATE TABLE revision(
      id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL,
      digest TEXT NOT NULL, added INTEGER NOT NULL, changed INTEGER NOT NULL, withdrawn INTEGER NOT NULL) STRICT;

    CREATE TABLE person(key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, folded TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE organisation(key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, folded TEXT NOT NULL UNIQUE) STRICT;

    CREATE TABLE person_fact(
      person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
      municipality TEXT, organisation TEXT, organisation_kind TEXT, position TEXT, role TEXT NOT NULL, appointed_on TEXT,
      retraining INTEGER, formats TEXT, team TEXT, has_mentor INTEGER NOT NULL,
      since INTEGER NOT NULL REFERENCES revision, until INTEGER REFERENCES revision,
      PRIMARY KEY(person, since)) STRICT, WITHOUT ROWID;
    CREATE TABLE organisation_fact(
      organisation INTEGER NOT NULL REFERENCES organisation ON DELETE CASCADE,
      name TEXT, municipality TEXT, kind TEXT, features TEXT, source TEXT, date TEXT,
      since INTEGER NOT NULL REFERENCES revision, until INTEGER REFERENCES revision,
      PRIMARY KEY(organisation, since)) STRICT, WITHOUT ROWID;
    CREATE TABLE score(
      person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
      competency TEXT NOT NULL, date TEXT NOT NULL, wave TEXT NOT NULL, form TEXT NOT NULL,
      raw INTEGER NOT NULL, maximum INTEGER NOT NULL, items INTEGER,
      since INTEGER NOT NULL REFERENCES revision, until INTEGER REFERENCES revision,
      PRIMARY KEY(person, competency, date, wave, form, since)) STRICT, WITHOUT ROWID;
    CREATE TABLE person_indicator(
      person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
      indicator TEXT NOT NULL, period_from TEXT NOT NULL, period_to TEXT NOT NULL, source TEXT NOT NULL,
      kind TEXT NOT NULL, value INTEGER NOT NULL,
      since INTEGER NOT NULL REFERENCES revision, until INTEGER REFERENCES revision,
      PRIMARY KEY(person, indicator, period_from, period_to, source, since)) STRICT, WITHOUT ROWID;
    CREATE TABLE organisation_indicator(
      organisation INTEGER NOT NULL REFERENCES organisation ON DELETE CASCADE,
      indicator TEXT NOT NULL, period_from TEXT NOT NULL, period_to TEXT NOT NULL, source TEXT NOT NULL,
      kind TEXT NOT NULL, value INTEGER NOT NULL,
      since INTEGER NOT NULL REFERENCES revision, until INTEGER REFERENCES revision,
      PRIMARY KEY(organisation, indicator, period_from, period_to, source, since)) STRICT, WITHOUT ROWID;
    CREATE TABLE completion(
      person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
      measure TEXT NOT NULL, date TEXT NOT NULL, hours INTEGER, document TEXT,
      since INTEGER NOT NULL REFERENCES revision, until INTEGER REFERENCES revision,
      PRIMARY KEY(person, measure, date, since)) STRICT, WITHOUT ROWID;

    -- Rules and catalogs that routes were made by, each file once.
    CREATE TABLE document(digest TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE bundle(
      kind TEXT NOT NULL, digest TEXT NOT NULL, name TEXT NOT NULL, document TEXT NOT NULL REFERENCES document,
      PRIMARY KEY(kind, digest, name)) STRICT, WITHOUT ROWID;

    CREATE TABLE route(
      key INTEGER PRIMARY KEY,
      person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE, version INTEGER NOT NULL,
      state TEXT NOT NULL CHECK(state IN ('draft', 'on-approval', 'approved', 'in-progress', 'completed', 'replaced')),
      revision INTEGER NOT NULL REFERENCES revision, as_of TEXT NOT NULL, horizon_to TEXT NOT NULL,
      rules TEXT NOT NULL, catalog TEXT NOT NULL, data TEXT NOT NULL, settings TEXT NOT NULL, product TEXT NOT NULL,
      required_met INTEGER NOT NULL, required_of INTEGER NOT NULL, value INTEGER NOT NULL, hours INTEGER NOT NULL,
      growth INTEGER, digest TEXT NOT NULL, json BLOB NOT NULL,
      UNIQUE(person, version)) STRICT;
    CREATE TABLE step(
      route INTEGER NOT NULL REFERENCES route ON DELETE CASCADE, position INTEGER NOT NULL,
      measure TEXT NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL, session TEXT NOT NULL, start TEXT NOT NULL,
      finish TEXT NOT NULL, hours INTEGER NOT NULL, format TEXT NOT NULL, place TEXT, required INTEGER NOT NULL,
      reason TEXT NOT NULL, estimates TEXT NOT NULL, PRIMARY KEY(route, position)) STRICT, WITHOUT ROWID;
    CREATE TABLE gap(
      route INTEGER NOT NULL REFERENCES route ON DELETE CASCADE, competency TEXT NOT NULL, title TEXT NOT NULL,
      score INTEGER, target INTEGER NOT NULL, deficit INTEGER, PRIMARY KEY(route, competency)) STRICT, WITHOUT ROWID;

    -- What was done to whose route, by whom, when. Rows are only added, and leave only with their person.
    CREATE TABLE event(
      id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL,
      person INTEGER REFERENCES person ON DELETE CASCADE, version INTEGER, revision INTEGER REFERENCES revision,
      comment TEXT) STRICT;
    CREATE INDEX event_of_person ON event(person);
    """

  /// Names and what else tells who somebody is, in a file of their own that can be kept elsewhere.
  ///
  /// A row holds from its revision on, until the person's next row. Rows of revisions the workspace does not have were
  /// never acknowledged and do not count.
  static let names = """
    CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE name(
      person INTEGER NOT NULL, since INTEGER NOT NULL, name TEXT, mentor TEXT,
      PRIMARY KEY(person, since)) STRICT, WITHOUT ROWID;
    """
}
