import Diagnostics
import RouteModel

/// People and organisations.
extension DataSetReading {
  mutating func readOrganisations() {
    rows(of: "organisations") { data, reading, row in
      guard let id = data.identifier(&reading, row) else { return }
      let source = reading.text(row, "source")
      let date = reading.date(row, "date")
      let features = reading.closedList(row, "features", Feature.self)
      let organisation = Organisation(
        id: id, name: reading.text(row, "name"), municipality: data.municipality(&reading, row),
        kind: reading.closed(row, "kind", OrganisationKind.self),
        features: Feature.allCases.filter(features.contains).map {
          DatedFeature(feature: $0, source: source, date: date)
        })
      if !features.isEmpty, source == nil {
        reading.report(
          "feature-without-source", row, "source",
          LocalizedText(
            ru: "у признаков организации не указан источник", en: "the organisation's features have no source"),
          severity: .warning)
      }
      if !data.list(organisation) { data.duplicate(&reading, row, id) }
    }
  }

  mutating func readPeople() {
    rows(of: "people") { data, reading, row in
      guard let id = data.identifier(&reading, row) else { return }
      if reading.text(row, "role") == nil { _ = reading.required(row, "role") }
      let role = reading.closed(row, "role", Role.self) ?? .head
      let organisation = data.organisation(&reading, row)
      let formats = reading.closedList(row, "formats", Format.self)
      let person = Person(
        id: id, name: reading.text(row, "name"), municipality: data.municipality(&reading, row),
        organisation: organisation.map { data.organisations[$0].id } ?? reading.text(row, "organisation"),
        organisationKind: reading.closed(row, "organisation_kind", OrganisationKind.self),
        position: reading.text(row, "position"), role: role, appointedOn: reading.date(row, "appointed_on"),
        hasManagementRetraining: reading.flag(row, "management_retraining"),
        formats: formats.isEmpty ? nil : Set(formats), team: reading.text(row, "team"),
        mentor: reading.text(row, "mentor"))
      data.compare(person, organisation, &reading, row)
      if !data.list(person) { data.duplicate(&reading, row, id) }
    }
    if people.isEmpty, tables.contains("people"), !diagnostics.hasErrors {
      diagnostics.append(
        Diagnostic(
          .warning, "no-people",
          LocalizedText(ru: "в таблице people нет ни одного человека", en: "the table people has nobody in it"),
          at: .file(folder.shown)))
    }
  }

  /// The id of a row: a line of at most 100 characters. Ids stand in messages, pages and names of files.
  private func identifier(_ reading: inout TableReading, _ row: Table.Row) -> String? {
    guard let id = reading.required(row, "id") else { return nil }
    let isLine = id.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      // Line ends of every kind, and what is not seen: directions, joiners, soft hyphens.
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
      default: true
      }
    }
    if isLine, id.count <= Self.longestIdentifier { return id }
    reading.report(
      "bad-id", row, "id",
      isLine
        ? LocalizedText(
          ru: "номер длиннее \(Self.longestIdentifier) знаков: «\(id.prefix(20))…»",
          en: "the id is longer than \(Self.longestIdentifier) characters: «\(id.prefix(20))…»")
        : LocalizedText(
          ru: "в номере перевод строки или невидимый управляющий символ: «\(id)»",
          en: "the id has a line break or an invisible control character: «\(id)»"))
    return nil
  }

  private static let longestIdentifier = 100

  /// What the person's row and the organisation's row say differently.
  private func compare(_ person: Person, _ index: Int?, _ reading: inout TableReading, _ row: Table.Row) {
    guard let index else { return }
    let organisation = organisations[index]
    if let own = person.municipality, let other = organisation.municipality, own != other {
      reading.report(
        "municipality-differs", row, "municipality",
        LocalizedText(
          ru: "у человека «\(own)», а у его организации «\(other)»",
          en: "the person has «\(own)», the organisation «\(other)»"),
        severity: .warning)
    }
    if let own = person.organisationKind, let other = organisation.kind, own != other {
      reading.report(
        "kind-differs", row, "organisation_kind",
        LocalizedText(
          ru: "у человека «\(own.spellings.russian)», а у его организации «\(other.spellings.russian)»",
          en: "the person has «\(own.spellings.english)», the organisation «\(other.spellings.english)»"),
        severity: .warning)
    }
  }

  func duplicate(_ reading: inout TableReading, _ row: Table.Row, _ id: String) {
    reading.report(
      "duplicate-id", row, "id",
      LocalizedText(ru: "«\(id)» уже есть в этой таблице", en: "«\(id)» stands in this table already"))
  }
}
