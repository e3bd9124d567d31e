import Diagnostics
import RouteModel
import Tables

/// One reading of a framework.
struct MoodleFrameworkReading {
  typealias Column = MoodleFramework.Column

  /// A row that Moodle keeps.
  struct Node {
    var line: Int
    var cells: [String]
    var children: [Int] = []
    /// The position of the parent in the tree; nil at the top.
    var parent: Int?
    var level = 0
    var isReached = false
  }

  let table: Table
  var report: LossReport
  var framework: (line: Int, cells: [String])?
  var nodes: [Node] = []
  var index: [String: Int] = [:]
  /// ID numbers of rows that were dropped.
  var dropped: Set<String> = []

  init(_ table: Table) {
    self.table = table
    report = LossReport(.moodleCompetencies, .imported, source: table.file, units: [.rows])
  }

  func place(_ line: Int, _ column: Column) -> Loss.Place {
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
}
