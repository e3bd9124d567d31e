/// The second schema: what people have started and not finished. Never edited once released.
enum SchemaV2 {
  /// From the first schema on.
  static let main = """
    ALTER TABLE completion ADD COLUMN started TEXT;
    ALTER TABLE completion ADD COLUMN session TEXT;
    CREATE TABLE started(
      person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
      measure TEXT NOT NULL, date TEXT NOT NULL, session TEXT, ends TEXT,
      since INTEGER NOT NULL REFERENCES revision, until INTEGER REFERENCES revision,
      PRIMARY KEY(person, measure, date, since)) STRICT, WITHOUT ROWID;
    """
}
