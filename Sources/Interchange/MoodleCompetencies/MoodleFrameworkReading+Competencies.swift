import Diagnostics
import RouteModel
import Tables

extension MoodleFrameworkReading {
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
    let references = groupsOfReferences(isGroup)
    return nodes.indices.filter { nodes[$0].isReached }.map { position in
      competency(position, isGroup, references[position], source)
    }
  }

  /// The groups that cross-references add, by position: Moodle relates both ways, so the row of either may name the other.
  /// Notes every reference that is not between a group and a competency.
  private mutating func groupsOfReferences(_ isGroup: [Bool]) -> [[Int]] {
    var groups: [[Int]] = nodes.map { _ in [] }
    for position in nodes.indices where nodes[position].isReached {
      let node = nodes[position]
      for link in node.cells[Column.crossReferences.rawValue].split(separator: ",") {
        let id = String(link).replacing("%2C", with: ",")
        guard let other = index[id], nodes[other].isReached, isGroup[other] != isGroup[position] else {
          let code = node.cells[Column.idNumber.rawValue]
          report.note(
            .notHeld, .crossReference, at: place(node.line, .crossReferences),
            LocalizedText(verbatim: "«\(code)» → «\(id)»"))
          continue
        }
        let (competency, group) = isGroup[position] ? (other, position) : (position, other)
        if nodes[competency].parent != group, !groups[competency].contains(group) { groups[competency].append(group) }
      }
    }
    return groups
  }

  private mutating func competency(
    _ position: Int, _ isGroup: [Bool], _ references: [Int], _ source: String
  ) -> ImportedCompetency {
    let node = nodes[position]
    let code = node.cells[Column.idNumber.rawValue]
    var groups = ((node.parent.map { [$0] } ?? []) + references).map { nodes[$0].cells[Column.idNumber.rawValue] }
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
    return ImportedCompetency(
      code: code, title: title.text, isGroup: isGroup[position], groups: groups, source: source)
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
