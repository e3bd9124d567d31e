import RouteModel

/// Keeping versions of routes.
extension Workspace {
  /// A route to keep, with all that is needed to make it again.
  public struct Draft: Sendable {
    /// The route.
    public var route: Route
    /// Its JSON without the name.
    public var json: [UInt8]
    /// The rules it was made by.
    public var rules: SourceBundle
    /// The catalog it was made from.
    public var catalog: SourceBundle
    /// The change of the facts after which it was made.
    public var revision: Int
    /// How it was made: the language of its texts.
    public var settings: String
    /// The version of the program.
    public var product: String
    /// What to tell of each step, in the order of the steps.
    public var reasons: [Reason]

    /// What is told of a step, in the language of the route.
    public struct Reason: Sendable, Hashable {
      /// Why it is in, in one sentence.
      public var why: String
      /// Which of its numbers are estimates; empty when none is.
      public var estimates: String

      /// What is told of a step.
      public init(why: String, estimates: String) {
        self.why = why
        self.estimates = estimates
      }
    }

    /// A draft.
    public init(
      route: Route, json: [UInt8], rules: SourceBundle, catalog: SourceBundle, revision: Int, settings: String,
      product: String,
      reasons: [Reason]
    ) {
      self.route = route
      self.json = json
      self.rules = rules
      self.catalog = catalog
      self.revision = revision
      self.settings = settings
      self.product = product
      self.reasons = reasons
    }
  }

  /// What became of a draft.
  public enum Saved: Sendable, Hashable {
    /// It is a new version.
    case version(Int)
    /// It is byte for byte the latest version.
    case unchanged(Int)
  }

  /// Keeps routes as new versions, all or none; a route that equals the person's latest version is not kept twice.
  public func save(_ drafts: [Draft], stamp: Stamp) throws(WorkspaceError) -> [Saved] {
    try main.transaction { () throws(WorkspaceError) in
      var result: [Saved] = []
      var kept: Set<String> = []
      for draft in drafts {
        let person = try requirePerson(draft.route.person.id)
        let saved = try databaseErrors { () throws(DatabaseError) in
          for bundle in [draft.rules, draft.catalog] where kept.insert(bundle.kind.rawValue + bundle.digest).inserted {
            try keep(bundle)
          }
          return try save(draft, of: person, stamp)
        }
        result.append(saved)
      }
      return result
    }
  }

  private func keep(_ bundle: SourceBundle) throws(DatabaseError) {
    for file in bundle.files {
      var hash = SHA256()
      hash.update(file.bytes)
      let digest = SQLValue.text(hash.finalize())
      try main.run("INSERT OR IGNORE INTO document VALUES(?, ?)", [digest, .blob(file.bytes)])
      try main.run(
        "INSERT OR IGNORE INTO bundle VALUES(?, ?, ?, ?)",
        [.text(bundle.kind.rawValue), .text(bundle.digest), .text(file.name), digest])
    }
  }

  private func save(_ draft: Draft, of person: PersonRow, _ stamp: Stamp) throws(DatabaseError) -> Saved {
    var hash = SHA256()
    hash.update(draft.json)
    let digest = hash.finalize()
    let latest = try main.rows(
      "SELECT version, digest FROM route WHERE person = ? ORDER BY version DESC LIMIT 1", [.integer(person.key)])
    let version = latest.first?[0].integer ?? 0
    if latest.first?[1].text == digest { return .unchanged(version) }
    let route = draft.route
    try main.run(
      """
      INSERT INTO route(person, version, state, revision, as_of, horizon_to, rules, catalog, data, settings, product,
        required_met, required_of, value, hours, growth, digest, json)
      VALUES(?, ?, 'draft', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(person.key), .integer(version + 1), .integer(draft.revision), .text(route.asOf.iso),
        .text(route.horizon.to.iso), .text(route.inputs.rules), .text(route.inputs.catalog), .text(route.inputs.data),
        .text(draft.settings), .text(draft.product), .integer(route.objective.requiredMet),
        .integer(route.objective.requiredOf), .integer(route.objective.value), .integer(route.objective.hours),
        SQLValue(route.forecast.growth?.hundredths), .text(digest), .blob(draft.json),
      ])
    let key = try main.value("SELECT last_insert_rowid()")
    try saveParts(of: draft, key)
    try addEvent(
      kind: "route", person: person.key, version: version + 1, revision: draft.revision, comment: nil, stamp)
    return .version(version + 1)
  }

  private func saveParts(of draft: Draft, _ key: SQLValue) throws(DatabaseError) {
    for (position, step) in draft.route.steps.enumerated() {
      try main.run(
        "INSERT INTO step VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
          key, .integer(position), .text(step.measure.text), .text(step.title), .text(step.kind.spellings.english),
          .text(step.session.id), .text(step.session.days.from.iso), .text(step.session.days.to.iso),
          .integer(step.hours), .text(step.session.format.spellings.english), SQLValue(step.place),
          SQLValue(step.required), .text(draft.reasons.indices.contains(position) ? draft.reasons[position].why : ""),
          .text(draft.reasons.indices.contains(position) ? draft.reasons[position].estimates : ""),
        ])
    }
    for line in draft.route.deficits {
      try main.run(
        "INSERT INTO gap VALUES(?, ?, ?, ?, ?, ?)",
        [
          key, .text(line.competency.text), .text(line.title), SQLValue(line.score?.hundredths),
          .integer(line.target.hundredths), SQLValue(line.deficit?.hundredths),
        ])
    }
  }
}

extension Workspace.Saved {
  /// The version that holds the route, and whether it is new.
  public var number: (version: Int, isNew: Bool) {
    switch self {
    case .version(let version): (version, true)
    case .unchanged(let version): (version, false)
    }
  }
}
