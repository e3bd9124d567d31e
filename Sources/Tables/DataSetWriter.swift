import RouteModel

/// Writes a data set as the tables `DataSetReader` reads.
public enum DataSetWriter {
  private typealias Rows = @Sendable (DataRecords) -> [[String]]

  /// The five tables: names without an ending, Russian headers, and how records become rows. The rows of records are those
  /// of their parts one after another.
  private static var sources: [(name: String, header: [String], rows: Rows)] {
    [
      ("people", TableSchemas.people.map(\.russian), people),
      ("organisations", TableSchemas.organisations.map(\.russian), organisations),
      ("scores", TableSchemas.scores.map(\.russian), scores),
      ("indicators", TableSchemas.indicatorValues.map(\.russian), indicators),
      ("completions", TableSchemas.completions.map(\.russian), completions),
    ]
  }

  /// The names of the five files.
  public static var fileNames: [String] { sources.map { $0.name + ".csv" } }

  /// The five tables as texts. O(rows).
  public static func sheets(_ records: DataRecords) -> [(name: String, header: [String], rows: [[String]])] {
    sources.map { ($0.name, $0.header, $0.rows(records)) }
  }

  /// The five tables as files: names, and bytes in parts that are made as they are asked for, so that the text of
  /// a table is never there as a whole. O(rows).
  public static func files(_ records: DataRecords) -> [(name: String, parts: some Sequence<[UInt8]>)] {
    let pieces = records.pieces(of: 1 << 12)
    return sources.map { source in
      let parts = (0...pieces.count).lazy.map { index in
        index == 0
          ? CSVWriter.bytes(header: source.header, rows: []) : CSVWriter.bytes(rows: source.rows(pieces[index - 1]))
      }
      return (source.name + ".csv", parts)
    }
  }

  @Sendable private static func people(_ records: DataRecords) -> [[String]] {
    records.people.map { record in
      let person = record.person
      let formats = person.formats.map { formats in
        Format.allCases.filter(formats.contains).map(\.spellings.russian).joined(separator: ", ")
      }
      return [
        person.id, person.name ?? "", person.municipality ?? "", person.organisation ?? "",
        person.organisationKind?.spellings.russian ?? "", person.position ?? "", person.role.spellings.russian,
        person.appointedOn?.dotted ?? "", person.hasManagementRetraining.map { $0 ? "да" : "нет" } ?? "", formats ?? "",
        person.team ?? "", person.mentor ?? "",
      ]
    }
  }

  @Sendable private static func organisations(_ records: DataRecords) -> [[String]] {
    records.organisations.map(\.organisation).map { organisation in
      [
        organisation.id, organisation.name ?? "", organisation.municipality ?? "",
        organisation.kind?.spellings.russian ?? "",
        organisation.features.map(\.feature.spellings.russian).joined(separator: ", "),
        organisation.features.first?.source ?? "", organisation.features.first?.date?.dotted ?? "",
      ]
    }
  }

  @Sendable private static func scores(_ records: DataRecords) -> [[String]] {
    records.people.flatMap { record in
      record.scores.map { score in
        [
          record.person.id, score.competency.text, score.date.dotted, score.form ?? "", score.raw.text(separator: ","),
          score.maximum.text(separator: ","), score.items.map(String.init) ?? "", score.wave.spellings.russian,
        ]
      }
    }
  }

  @Sendable private static func indicators(_ records: DataRecords) -> [[String]] {
    records.people.flatMap { record in record.indicators.map { row($0, person: record.person.id, organisation: "") } }
      + records.organisations.flatMap { record in
        record.indicators.map { row($0, person: "", organisation: record.organisation.id) }
      }
  }

  private static func row(_ value: IndicatorValue, person: String, organisation: String) -> [String] {
    let text =
      switch value.value {
      case .boolean(let flag): flag ? "да" : "нет"
      case .number(let number): number.text(separator: ",")
      }
    return [person, organisation, PeriodParser.text(value.period), value.indicator, text, value.source ?? ""]
  }

  @Sendable private static func completions(_ records: DataRecords) -> [[String]] {
    records.people.flatMap { record in
      record.completions.map { completion in
        [
          record.person.id, completion.measure.text, completion.date.dotted, completion.hours.map(String.init) ?? "",
          completion.document ?? "", completion.started?.dotted ?? "", completion.session ?? "",
        ]
      }
        + record.started.map { entry in
          [record.person.id, entry.measure.text, "", "", "", entry.started.dotted, entry.session ?? ""]
        }
    }
  }
}
