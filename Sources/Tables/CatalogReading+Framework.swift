import Diagnostics
import RouteModel

/// Competencies, indicators, municipalities.
extension CatalogReading {
  private static let targetPrefixes = ["цель:", "target:"]

  mutating func readCompetencies() {
    guard let table = set.tables["competencies"] else { return }
    var targetColumns: [(index: Int, role: Role)] = []
    var mistakes: [Diagnostic] = []
    for (index, header) in table.header.enumerated() {
      guard let prefix = Self.targetPrefixes.first(where: { Column.key(header).hasPrefix(Column.key($0)) }) else {
        continue
      }
      let name = String(header.dropFirst(prefix.count)).trimmingSpaces
      if let role = Role(spelling: name) {
        targetColumns.append((index, role))
      } else {
        mistakes.append(
          Diagnostic(
            .error, "unknown-role",
            LocalizedText(ru: "неизвестная роль «\(name)» в заголовке", en: "unknown role «\(name)» in the header"),
            at: table.place(Table.Row(line: table.headerLine, cells: []), index),
            notes: [
              LocalizedText(
                ru: "роли: " + Role.allCases.map(\.spellings.russian).joined(separator: ", "),
                en: "roles: " + Role.allCases.map(\.spellings.english).joined(separator: ", "))
            ]))
      }
    }
    diagnostics += mistakes
    var seen: Set<String> = []
    rows(of: "competencies", dynamicPrefixes: Self.targetPrefixes) { catalog, reading, row in
      guard let code = reading.required(row, "code") else { return }
      if !seen.insert(LookAlike.fold(code)).inserted { catalog.duplicate(&reading, row, "code", code) }
      let title = reading.required(row, "title") ?? ""
      let status = reading.closed(row, "status", ValueStatus.self) ?? .unspecified
      let source = reading.text(row, "source") ?? ""
      let parents = reading.list(row, "parent")
      if LookAlike.fold(reading.text(row, "type") ?? "") == LookAlike.fold("группа")
        || reading.text(row, "type") == "group"
      {
        catalog.groups.append(
          CompetencyGroup(
            code: code, title: title,
            organisationKinds: reading.closedList(row, "organisations", OrganisationKind.self), source: source,
            status: status))
        return
      }
      var targets: [Role: Points] = [:]
      for column in targetColumns {
        guard let text = reading.value(row, at: column.index) else { continue }
        targets[column.role] = reading.points(text, row, nil, in: .zero ... .hundred)
      }
      let competency = CompetencyCode(code)
      catalog.competencyCodes[LookAlike.fold(code)] = competency
      catalog.rows.competencies[competency] = catalog.rows.competencies[competency] ?? reading.place(row, "code")
      catalog.competencies.append(
        Competency(code: competency, title: title, groups: parents, targets: targets, source: source, status: status))
      if parents.isEmpty {
        reading.report(
          "no-group", row, "parent",
          LocalizedText(ru: "у компетенции нет группы", en: "the competency has no group"), severity: .warning)
      }
    }
    resolveGroups(table)
  }

  /// Groups may stand below the competencies that name them, so parents are checked when all rows are read.
  private mutating func resolveGroups(_ table: Table) {
    let canonical = Dictionary(
      groups.map { (LookAlike.fold($0.code), $0.code) }, uniquingKeysWith: { first, _ in first })
    let codeColumn = table.header.firstIndex { TableSchemas.competencies[0].matches($0) }
    let parentColumn = table.header.firstIndex { TableSchemas.competencies[3].matches($0) }
    for index in competencies.indices {
      for (position, parent) in competencies[index].groups.enumerated() {
        if let code = canonical[LookAlike.fold(parent)] {
          competencies[index].groups[position] = code
          continue
        }
        let row = table.rows.first { row in
          codeColumn.map { row.cells.indices.contains($0) && row.cells[$0] == competencies[index].code.text } ?? false
        }
        let near = nearest(to: parent, among: groups.map(\.code))
        diagnostics.append(
          Diagnostic(
            .error, "unknown-group",
            LocalizedText(ru: "группы «\(parent)» нет в таблице", en: "the table has no group «\(parent)»"),
            at: row.map { table.place($0, parentColumn) } ?? .file(table.file),
            notes: near.map { [LocalizedText(ru: "возможно, «\($0)»?", en: "did you mean «\($0)»?")] } ?? []))
      }
    }
  }

  mutating func readIndicators() {
    var seen: Set<String> = []
    rows(of: "indicators") { catalog, reading, row in
      guard let code = reading.required(row, "code"), let name = reading.required(row, "name") else { return }
      for key in [code, name] where !seen.insert(LookAlike.fold(key)).inserted {
        catalog.duplicate(&reading, row, key == code ? "code" : "name", key)
      }
      catalog.rows.indicators[code] = catalog.rows.indicators[code] ?? reading.place(row, "code")
      catalog.indicators.append(
        Indicator(
          code: code, name: name, title: reading.required(row, "title") ?? "",
          track: reading.integer(row, "track", in: 1...2) ?? 1, numerator: reading.text(row, "K") ?? "",
          denominator: reading.text(row, "O") ?? "", sample: reading.text(row, "sample") ?? "",
          kind: reading.closed(row, "kind", IndicatorKind.self), note: reading.text(row, "note") ?? ""))
    }
  }

  mutating func readMunicipalities() {
    var owners: [String: String] = [:]
    rows(of: "municipalities") { catalog, reading, row in
      guard let key = reading.required(row, "key"), let text = reading.required(row, "name") else { return }
      let from = reading.date(row, "from")
      let to = reading.date(row, "to")
      let aliases = (reading.text(row, "aliases") ?? "").split(separator: "|").map { String($0).trimmingSpaces }
      if let from, let to, to < from { catalog.reportBackwards(&reading, row) }
      for spelling in [key, text] + aliases where !spelling.isEmpty {
        let folded = LookAlike.fold(spelling)
        if let owner = owners[folded], owner != key {
          reading.report(
            "ambiguous-alias", row, "aliases",
            LocalizedText(
              ru: "«\(spelling)» уже означает муниципалитет «\(owner)»", en: "«\(spelling)» already means «\(owner)»"))
        }
        owners[folded] = key
      }
      let travel = reading.integer(row, "travel_days", in: 0...30)
      let name = Municipality.Name(text: text, from: from, to: to)
      guard let index = catalog.municipalities.firstIndex(where: { $0.key == key }) else {
        catalog.rows.municipalities[key] = reading.place(row, "key")
        catalog.municipalities.append(
          Municipality(key: key, names: [name], aliases: aliases.filter { !$0.isEmpty }, travelDays: travel))
        return
      }
      if let travel {
        if let other = catalog.municipalities[index].travelDays, other != travel {
          reading.report(
            "travel-differs", row, "travel_days",
            LocalizedText(
              ru: "у муниципалитета «\(key)» уже указано дней дороги: \(other)",
              en: "the municipality «\(key)» already has \(other) days of travel"))
        }
        catalog.municipalities[index].travelDays = travel
      }
      if catalog.municipalities[index].names.contains(where: { catalog.overlap($0, name) }) {
        reading.report(
          "names-overlap", row, "from",
          LocalizedText(
            ru: "два названия действуют в одни и те же дни", en: "two names are in force on the same days"))
      }
      catalog.municipalities[index].names.append(name)
      catalog.municipalities[index].names.sort { ($0.from?.dayNumber ?? Int.min) < ($1.from?.dayNumber ?? Int.min) }
      catalog.municipalities[index].aliases += aliases.filter { !$0.isEmpty }
    }
  }

  private func overlap(_ a: Municipality.Name, _ b: Municipality.Name) -> Bool {
    let startsBeforeEnd = a.from.map { from in b.to.map { from <= $0 } ?? true } ?? true
    let otherStartsBeforeEnd = b.from.map { from in a.to.map { from <= $0 } ?? true } ?? true
    return startsBeforeEnd && otherStartsBeforeEnd
  }

  func reportBackwards(_ reading: inout TableReading, _ row: Table.Row) {
    reading.report(
      "backwards", row, "to",
      LocalizedText(ru: "дата «по» раньше даты «с»", en: "the date «to» is before the date «from»"))
  }
}
