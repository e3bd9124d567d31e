import RouteModel

/// Reading versions of routes.
extension Workspace {
  /// All versions of a person's route, oldest first, without steps and profile.
  public func versions(of person: String) throws(WorkspaceError) -> [SavedRoute] {
    let row = try requirePerson(person)
    return try databaseErrors { () throws(DatabaseError) in
      try savedRoutes("person = ? ORDER BY version", [.integer(row.key)], of: row)
    }
  }

  /// One version with steps and profile.
  public func route(of person: String, version: Int) throws(WorkspaceError) -> SavedRoute {
    let row = try requirePerson(person)
    let found = try databaseErrors { () throws(DatabaseError) in
      try savedRoutes("person = ? AND version = ?", [.integer(row.key), .integer(version)], of: row, withParts: true)
    }
    guard let route = found.first else { throw .noRoute(person: row.id, version: version) }
    return route
  }

  /// The version the person works by: the one in force, else the latest.
  public func currentRoute(of person: String) throws(WorkspaceError) -> SavedRoute {
    let row = try requirePerson(person)
    let found = try databaseErrors { () throws(DatabaseError) in
      try savedRoutes(
        """
        person = ? ORDER BY state IN ('approved', 'in-progress', 'completed') DESC, version DESC LIMIT 1
        """, [.integer(row.key)], of: row, withParts: true)
    }
    guard let route = found.first else { throw .noRoute(person: row.id, version: nil) }
    return route
  }

  /// The JSON of a version, byte for byte as it was made, without the name.
  public func json(of person: String, version: Int) throws(WorkspaceError) -> [UInt8] {
    let row = try requirePerson(person)
    let bytes = try databaseErrors { () throws(DatabaseError) in
      try main.value(
        "SELECT json FROM route WHERE person = ? AND version = ?", [.integer(row.key), .integer(version)]
      ).blob
    }
    guard let bytes else { throw .noRoute(person: row.id, version: version) }
    return bytes
  }

  /// The files routes with this digest were made by, by name.
  public func bundle(_ kind: SourceBundle.Kind, _ digest: String) throws(WorkspaceError) -> SourceBundle {
    try databaseErrors { () throws(DatabaseError) in
      let rows = try main.rows(
        """
        SELECT name, content FROM bundle JOIN document ON document = document.digest
        WHERE kind = ? AND bundle.digest = ? ORDER BY name
        """, [.text(kind.rawValue), .text(digest)])
      return SourceBundle(
        kind: kind, digest: digest,
        files: rows.map { SourceBundle.File(name: $0[0].text ?? "", bytes: $0[1].blob ?? []) })
    }
  }

  private func savedRoutes(
    _ condition: String, _ values: [SQLValue], of person: PersonRow, withParts: Bool = false
  ) throws(DatabaseError) -> [SavedRoute] {
    var result: [SavedRoute] = []
    for row in try main.rows(
      """
      SELECT key, version, state, revision, as_of, horizon_to, rules, catalog, data, settings, product, required_met,
        required_of, value, hours, growth, digest FROM route WHERE \(condition)
      """, values)
    {
      guard var route = SavedRoute(row, person: person.id), let key = row[0].integer else { continue }
      if withParts {
        route.steps = try main.rows("SELECT * FROM step WHERE route = ? ORDER BY position", [.integer(key)])
          .compactMap { SavedRoute.SavedStep($0) }
        route.gaps = try main.rows("SELECT * FROM gap WHERE route = ?", [.integer(key)])
          .compactMap { SavedRoute.Gap($0) }.sorted { $0.competency < $1.competency }
      }
      result.append(route)
    }
    return result
  }
}

extension SavedRoute {
  init?(_ row: [SQLValue], person: String) {
    guard let version = row[1].integer, let state = row[2].text.flatMap({ RouteState(rawValue: $0) }),
      let revision = row[3].integer, let asOf = row[4].text.flatMap({ CalendarDate(parsing: $0) }),
      let horizonTo = row[5].text.flatMap({ CalendarDate(parsing: $0) })
    else { return nil }
    self.init(
      person: person, version: version, state: state, revision: revision, asOf: asOf, horizonTo: horizonTo,
      inputs: InputDigests(rules: row[6].text ?? "", catalog: row[7].text ?? "", data: row[8].text ?? ""),
      settings: row[9].text ?? "", product: row[10].text ?? "", requiredMet: row[11].integer ?? 0,
      requiredOf: row[12].integer ?? 0, value: row[13].integer ?? 0, hours: row[14].integer ?? 0,
      growth: row[15].integer.map { Points(hundredths: $0) }, digest: row[16].text ?? "", steps: [], gaps: [])
  }
}

extension SavedRoute.SavedStep {
  /// The columns of `step`.
  init?(_ row: [SQLValue]) {
    guard let measure = row[2].text, let kind = row[4].text.flatMap({ MeasureKind(spelling: $0) }),
      let from = row[6].text.flatMap({ CalendarDate(parsing: $0) }),
      let to = row[7].text.flatMap({ CalendarDate(parsing: $0) }),
      let format = row[9].text.flatMap({ Format(spelling: $0) })
    else { return nil }
    self.init(
      measure: MeasureCode(measure), title: row[3].text ?? "", kind: kind, session: row[5].text ?? "",
      days: DateSpan(from: from, to: to), hours: row[8].integer ?? 0, format: format, place: row[10].text,
      required: row[11].flag == true, reason: row[12].text ?? "",
      estimates: row[13].text ?? "")
  }
}

extension SavedRoute.Gap {
  /// The columns of `gap`.
  init?(_ row: [SQLValue]) {
    guard let competency = row[1].text, let target = row[4].integer else { return nil }
    self.init(
      competency: CompetencyCode(competency), title: row[2].text ?? "",
      score: row[3].integer.map { Points(hundredths: $0) }, target: Points(hundredths: target),
      deficit: row[5].integer.map { Points(hundredths: $0) })
  }
}
