import Diagnostics
import RouteModel
import Tables

/// Reads a Moodle competency framework as the catalog's table of competencies: the way Moodle itself would import the
/// file, but saying what it drops in silence.
///
/// Groups are the rows with rows below them, and those on a level whose taxonomy is «domain»; all others are competencies.
/// A cross-reference to a group is another group of the competency.
public enum MoodleFrameworkReader {
  /// The table. O(rows).
  ///
  /// - Parameter catalog: where the fields come from that Moodle can't hold, by code.
  public static func read(_ table: Table, keeping catalog: Catalog?) -> ImportedFramework {
    var reading = MoodleFrameworkReading(table)
    guard reading.takeRows() else {
      return ImportedFramework(table: nil, report: reading.report, diagnostics: [noFramework(table)])
    }
    reading.takeTree()
    let rows = reading.competencies()
    guard !rows.isEmpty else {
      return ImportedFramework(table: nil, report: reading.report, diagnostics: [])
    }
    let made = CompetencyTable.make(rows, keeping: catalog, report: &reading.report)
    return ImportedFramework(table: made, report: reading.report, diagnostics: [])
  }

  private static func noFramework(_ table: Table) -> Diagnostic {
    Diagnostic(
      .error, "no-framework",
      LocalizedText(
        ru: "нет строки самой структуры: Moodle ответит «Недопустимый формат файла»",
        en: "there is no row of the framework itself: Moodle would say «File format is invalid.»"),
      at: .cell(file: table.file, line: table.headerLine, column: nil),
      notes: [
        LocalizedText(
          ru: "у одной строки в 13-м столбце («Is framework») должна стоять 1; столбцов должно быть 14",
          en: "one row has to have 1 in column 13 («Is framework»); there have to be 14 columns")
      ])
  }
}

/// One reading of a framework.
struct MoodleFrameworkReading {
  private typealias Column = MoodleFramework.Column

  /// A row that Moodle keeps.
  private struct Node {
    var line: Int
    var cells: [String]
    var children: [Int] = []
    /// The position of the parent in the tree; nil at the top.
    var parent: Int?
    var level = 0
    var isReached = false
  }

  private let table: Table
  var report: LossReport
  private var framework: (line: Int, cells: [String])?
  private var nodes: [Node] = []
  private var index: [String: Int] = [:]
  /// ID numbers of rows that were dropped.
  private var dropped: Set<String> = []

  init(_ table: Table) {
    self.table = table
    report = LossReport(.moodleCompetencies, .imported, source: table.file, units: [.rows])
  }

  private func place(_ line: Int, _ column: Column) -> Loss.Place {
    .row(line, column: table.header.indices.contains(column.rawValue) ? table.header[column.rawValue] : nil)
  }

  private static func cells(_ row: Table.Row) -> [String] {
    var cells = row.cells
    while cells.count < Column.allCases.count { cells.append("") }
    return cells
  }

  /// Sorts rows into the framework and competencies; false when there is no framework row.
  mutating func takeRows() -> Bool {
    var rows: [Node] = []
    var lastRow: [String: Int] = [:]
    for row in table.rows {
      let cells = Self.cells(row)
      guard ["", "0"].contains(cells[Column.isFramework.rawValue]) else {
        if let earlier = framework {
          report.drop(
            .rows, .secondFramework, at: place(earlier.line, .isFramework),
            LocalizedText(verbatim: "«\(earlier.cells[Column.idNumber.rawValue])»"))
        }
        framework = (row.line, cells)
        continue
      }
      lastRow[cells[Column.idNumber.rawValue]] = rows.count
      rows.append(Node(line: row.line, cells: cells))
    }
    for (position, row) in rows.enumerated() {
      let (id, name) = (row.cells[Column.idNumber.rawValue], row.cells[Column.shortName.rawValue])
      if id.isEmpty {
        report.drop(.rows, .emptyIDNumber, at: place(row.line, .idNumber), LocalizedText(verbatim: "«\(name)»"))
      } else if let last = lastRow[id], last != position {
        report.drop(
          .rows, .duplicateIDNumber, at: place(row.line, .idNumber),
          LocalizedText(
            ru: "«\(id)» есть и в строке \(rows[last].line)", en: "«\(id)» stands on line \(rows[last].line) too"))
      } else if name.isEmpty || name == "0" || id == "0" {
        report.drop(
          .rows, name.isEmpty ? .emptyShortName : .zeroText, at: place(row.line, id == "0" ? .idNumber : .shortName),
          LocalizedText(verbatim: "«\(id)»"))
        dropped.insert(id)
      } else {
        index[id] = nodes.count
        nodes.append(row)
      }
    }
    return framework != nil
  }

  /// Joins rows with their parents and goes down from the top; what is not reached is dropped.
  mutating func takeTree() {
    var top: [Int] = []
    for position in nodes.indices {
      let parent = nodes[position].cells[Column.parent.rawValue]
      if parent.isEmpty {
        top.append(position)
      } else if let found = index[parent] {
        nodes[position].parent = found
        nodes[found].children.append(position)
      }
    }
    var pending = top
    while let position = pending.popLast() {
      nodes[position].isReached = true
      for child in nodes[position].children where !nodes[child].isReached {
        nodes[child].level = nodes[position].level + 1
        pending.append(child)
      }
    }
    let reasons = reasonsOfUnreached()
    for (node, reason) in zip(nodes, reasons) {
      guard let reason else {
        report.take(.rows)
        continue
      }
      let (id, parent) = (node.cells[Column.idNumber.rawValue], node.cells[Column.parent.rawValue])
      report.drop(.rows, reason, at: place(node.line, .parent), LocalizedText(verbatim: "«\(id)» → «\(parent)»"))
    }
  }

  /// Why rows are not reached from the top; nil of rows that are. O(rows): every way up is gone once.
  private func reasonsOfUnreached() -> [LossReason?] {
    var reasons: [LossReason?] = nodes.map { node in
      if node.isReached || node.parent != nil { return nil }
      return dropped.contains(node.cells[Column.parent.rawValue]) ? .droppedParent : .unknownParent
    }
    for start in nodes.indices where !nodes[start].isReached && reasons[start] == nil {
      var (way, onWay, next): ([Int], Set<Int>, Int?) = ([], [], start)
      while let position = next, reasons[position] == nil, onWay.insert(position).inserted {
        way.append(position)
        next = nodes[position].parent
      }
      let isCircle = next.map { reasons[$0] == nil } ?? false
      let isCircular = isCircle || next.map { reasons[$0] == .circularParents } ?? false
      for position in way { reasons[position] = isCircular ? .circularParents : .droppedParent }
    }
    return reasons
  }

  // MARK: Competencies

  /// The rows as competencies and groups, with a note of all that is not held.
  mutating func competencies() -> [ImportedCompetency] {
    guard let framework else { return [] }
    noteFramework(framework.line, framework.cells)
    noteConfusion()
    let taxonomies = framework.cells[Column.taxonomy.rawValue].split(separator: ",", omittingEmptySubsequences: false)
    let isGroup = nodes.map { node in
      let taxonomy = taxonomies.indices.contains(node.level) ? taxonomies[node.level].drop { $0 == " " } : ""
      return node.children.contains { nodes[$0].isReached } || taxonomy == "domain"
    }
    let source = "Moodle: «\(framework.cells[Column.shortName.rawValue])»"
    return nodes.indices.filter { nodes[$0].isReached }.map { position in
      competency(position, isGroup, source)
    }
  }

  private mutating func competency(_ position: Int, _ isGroup: [Bool], _ source: String) -> ImportedCompetency {
    let node = nodes[position]
    let code = node.cells[Column.idNumber.rawValue]
    var groups = node.parent.map { [nodes[$0].cells[Column.idNumber.rawValue]] } ?? []
    for link in node.cells[Column.crossReferences.rawValue].split(separator: ",") {
      let id = String(link).replacing("%2C", with: ",")
      if !isGroup[position], let other = index[id], nodes[other].isReached, isGroup[other] {
        if !groups.contains(id) { groups.append(id) }
      } else {
        report.note(
          .notHeld, .crossReference, at: place(node.line, .crossReferences),
          LocalizedText(verbatim: "«\(code)» → «\(id)»"))
      }
    }
    if isGroup[position], let parent = groups.first {
      report.note(
        .changed, .nestedGroup, at: place(node.line, .parent), LocalizedText(verbatim: "«\(code)» → «\(parent)»"))
      groups = []
    }
    if !isGroup[position], groups.isEmpty {
      report.note(.remark, .noGroup, at: place(node.line, .parent), LocalizedText(verbatim: "«\(code)»"))
    }
    let title = self.title(node)
    noteRest(node, holdsDescription: title.isDescription)
    return ImportedCompetency(code: code, title: title.text, isGroup: isGroup[position], groups: groups, source: source)
  }

  /// The short name or, where it is the cut beginning of the description, the description.
  private func title(_ node: Node) -> (text: String, isDescription: Bool) {
    let short = node.cells[Column.shortName.rawValue]
    for mark in ["…", "..."] where short.hasSuffix(mark) {
      let head = short.dropLast(mark.count)
      let description = node.cells[Column.description.rawValue]
      if description.hasPrefix(head) { return (description, true) }
      let plain = Self.plain(description)
      if plain.hasPrefix(head) { return (plain, true) }
    }
    return (short, false)
  }

  /// The text of a description that Moodle's editor has made HTML of, in one line.
  private static func plain(_ html: String) -> String {
    var text = ""
    var isTag = false
    for character in html {
      if character == "<" { isTag = true }
      if !isTag { text.append(character) }
      if character == ">" { isTag = false }
    }
    for (entity, sign) in [
      ("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ] {
      text = text.replacing(entity, with: sign)
    }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private mutating func noteRest(_ node: Node, holdsDescription: Bool) {
    let code = node.cells[Column.idNumber.rawValue]
    let description = node.cells[Column.description.rawValue]
    if !description.isEmpty, !holdsDescription, description != node.cells[Column.shortName.rawValue] {
      report.note(
        .notHeld, .description, at: place(node.line, .description),
        LocalizedText(verbatim: "«\(code)»: «\(description)»"))
    }
    for column in [Column.idNumber, .shortName] where node.cells[column.rawValue].count > MoodleFramework.longest {
      report.note(
        .remark, .longText, at: place(node.line, column), LocalizedText(verbatim: "«\(node.cells[column.rawValue])»"))
    }
    if !node.cells[Column.scaleValues.rawValue].isEmpty {
      report.note(
        .notHeld, .scale, at: place(node.line, .scaleValues),
        LocalizedText(verbatim: "«\(code)»: \(node.cells[Column.scaleValues.rawValue])"))
    }
    let rule = node.cells[Column.ruleType.rawValue]
    if !rule.isEmpty {
      let outcome = MoodleFramework.outcome(node.cells[Column.ruleOutcome.rawValue])
      let name = rule.split(separator: "\\").last.map(String.init) ?? rule
      report.note(
        .notHeld, .rule, at: place(node.line, .ruleType),
        LocalizedText(
          ru: "«\(code)»: \(name), итог — \(outcome.russian)", en: "«\(code)»: \(name), outcome: \(outcome.english)"))
    }
  }

  private mutating func noteFramework(_ line: Int, _ cells: [String]) {
    let scale = cells[Column.scaleValues.rawValue]
    if !scale.isEmpty { report.note(.notHeld, .scale, at: place(line, .scaleValues), LocalizedText(verbatim: scale)) }
    let description = cells[Column.description.rawValue]
    if !description.isEmpty {
      report.note(.notHeld, .description, at: place(line, .description), LocalizedText(verbatim: "«\(description)»"))
    }
    report.take(.rows)
  }

  private mutating func noteConfusion() {
    var byNumber: [Double: String] = [:]
    for node in nodes where node.isReached {
      let code = node.cells[Column.idNumber.rawValue]
      guard let number = MoodleFramework.numeric(code) else { continue }
      if let first = byNumber[number] {
        report.note(
          .remark, .equalNumbers, at: place(node.line, .idNumber), LocalizedText(verbatim: "«\(first)» = «\(code)»"))
      } else {
        byNumber[number] = code
      }
    }
  }
}
