import Diagnostics
import RouteModel

/// One reading of a package.
struct CompetencyPackageReading {
  private struct Item {
    var path: String
    var identifier: String
    var statement: String
    var code: String
    var type: String
    var notes: String
    var parents: [Int] = []
    var hasChildren = false
  }

  /// Types of associations that CASE 1.0 and 1.1 name.
  private static let known: Set<String> = [
    "isChildOf", "isPeerOf", "isPartOf", "exactMatchOf", "precedes", "isRelatedTo", "replacedBy", "exemplar",
    "hasSkillLevel", "isTranslationOf",
  ]

  /// Fields that are read, or say nothing of the competency.
  private static let readFields: Set<String> = [
    "identifier", "uri", "fullStatement", "humanCodingScheme", "CFItemType", "CFItemTypeURI", "notes", "language",
    "lastChangeDateTime", "CFDocumentURI", "listEnumeration",
  ]

  private let title: String
  private let document: String?
  private var items: [Item] = []
  private var index: [String: Int] = [:]
  var report: LossReport

  init(document: JSONValue, report: LossReport) {
    title = document["title"]?.text ?? "CASE"
    self.document = document["identifier"]?.text.map(Self.folded)
    self.report = report
  }

  private static func folded(_ identifier: String) -> String { identifier.lowercased() }

  // MARK: Items

  mutating func take(items elements: [JSONValue]) {
    var codes: Set<String> = []
    for (number, element) in elements.enumerated() {
      let path = "CFItems[\(number)]"
      guard element.members != nil else {
        drop(.items, .malformed, path, "ожидается объект", "expected an object")
        continue
      }
      guard let identifier = element["identifier"]?.text else {
        let statement = element["fullStatement"]?.text ?? "—"
        report.drop(.items, .noIdentifier, at: .path(path), LocalizedText(verbatim: "«\(statement)»"))
        continue
      }
      guard index[Self.folded(identifier)] == nil else {
        report.drop(
          .items, .duplicateIdentifier, at: .path(path + ".identifier"), LocalizedText(verbatim: "«\(identifier)»"))
        continue
      }
      guard let statement = element["fullStatement"]?.text else {
        report.drop(
          .items, .noStatement, at: .path(path + ".fullStatement"), LocalizedText(verbatim: "«\(identifier)»"))
        continue
      }
      let code = self.code(element["humanCodingScheme"]?.text, identifier, path, &codes)
      index[Self.folded(identifier)] = items.count
      items.append(
        Item(
          path: path, identifier: identifier, statement: Self.line(statement), code: code,
          type: element["CFItemType"]?.text ?? "", notes: element["notes"]?.text ?? ""))
      report.take(.items)
      noteFields(element, path)
    }
  }

  /// The item's own code, made unique: from then on the catalog knows the competency by it.
  private mutating func code(
    _ given: String?, _ identifier: String, _ path: String, _ codes: inout Set<String>
  ) -> String {
    let head = String(identifier.prefix(8))
    var code = given.map(Self.line) ?? head
    if given == nil {
      report.note(.changed, .madeCode, at: .path(path), LocalizedText(verbatim: "«\(code)»"))
    }
    if codes.contains(LookAlike.fold(code)) {
      let longer = code + "-" + head
      let free = codes.contains(LookAlike.fold(longer)) ? code + "-" + identifier : longer
      report.note(
        .changed, .repeatedCode, at: .path(path + ".humanCodingScheme"),
        LocalizedText(verbatim: "«\(code)» → «\(free)»"))
      code = free
    }
    codes.insert(LookAlike.fold(code))
    return code
  }

  /// The text in one line, as a cell of a table shows it.
  private static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private mutating func noteFields(_ element: JSONValue, _ path: String) {
    let others = (element.members ?? []).filter { member in
      !Self.readFields.contains(member.name) && !member.value.isEmpty
    }
    for member in others {
      report.note(
        .notHeld, .otherField, at: .path("\(path).\(member.name)"),
        LocalizedText(verbatim: Self.excerpt(member.value)))
    }
  }

  private static func excerpt(_ value: JSONValue) -> String {
    let text = value.text(indented: false)
    return text.count > 80 ? text.prefix(80) + "…" : text
  }

  // MARK: Associations

  /// An association down to an item that may be taken.
  private struct Edge {
    var number: Int
    var child: Int
  }

  mutating func take(associations elements: [JSONValue]) {
    var problems: [Int: (reason: LossReason, detail: LocalizedText)] = [:]
    var edges: [[Edge]] = items.map { _ in [] }
    var isTop = items.map { _ in true }
    var isBelowDocument = items.map { _ in false }
    for (number, element) in elements.enumerated() {
      guard let type = element["associationType"]?.text, let origin = Self.node(element["originNodeURI"]),
        let destination = Self.node(element["destinationNodeURI"])
      else {
        problems[number] = (
          .malformed,
          LocalizedText(
            ru: "ожидаются associationType, originNodeURI и destinationNodeURI",
            en: "expected associationType, originNodeURI and destinationNodeURI")
        )
        continue
      }
      let shown = LocalizedText(verbatim: "\(type): \(self.shown(origin)) → \(self.shown(destination))")
      if type != "isChildOf" {
        problems[number] = (Self.known.contains(type) ? .otherAssociation : .unknownAssociation, shown)
      } else if let child = index[origin], let parent = index[destination] {
        edges[parent].append(Edge(number: number, child: child))
        isTop[child] = false
      } else if let child = index[origin], destination == document {
        isBelowDocument[child] = true
      } else {
        problems[number] = (.unknownNode, shown)
      }
    }
    let starts = items.indices.filter { isBelowDocument[$0] || isTop[$0] }
    for (number, path) in takeEdges(edges, from: starts) {
      problems[number] = (.circularParents, LocalizedText(verbatim: path))
    }
    for number in elements.indices {
      if let problem = problems[number] {
        report.drop(.associations, problem.reason, at: .path("CFAssociations[\(number)]"), problem.detail)
      } else {
        report.take(.associations)
      }
    }
  }

  /// Gives items their parents and returns the associations that would close a circle: those that lead from an item up
  /// to where a depth-first walk down from the top came from. O(items + edges).
  private mutating func takeEdges(_ edges: [[Edge]], from starts: [Int]) -> [(number: Int, path: String)] {
    enum State { case new, open, done }
    var states = items.map { _ in State.new }
    var circular: [(number: Int, path: String)] = []
    var parents: [[(number: Int, item: Int)]] = items.map { _ in [] }
    for start in starts + Array(items.indices) where states[start] == .new {
      var walk = [(item: start, next: 0)]
      states[start] = .open
      while let (item, next) = walk.last {
        guard edges[item].indices.contains(next) else {
          states[item] = .done
          walk.removeLast()
          continue
        }
        walk[walk.count - 1].next += 1
        let edge = edges[item][next]
        if states[edge.child] == .open {
          circular.append((edge.number, "isChildOf: \(items[edge.child].code) → \(items[item].code)"))
          continue
        }
        parents[edge.child].append((edge.number, item))
        items[item].hasChildren = true
        if states[edge.child] == .new {
          states[edge.child] = .open
          walk.append((edge.child, 0))
        }
      }
    }
    for (child, found) in parents.enumerated() {
      // In the order of the file, which the walk does not keep.
      for (_, parent) in found.sorted(by: { $0.number < $1.number }) where !items[child].parents.contains(parent) {
        items[child].parents.append(parent)
      }
    }
    return circular
  }

  /// The identifier a reference names, or the end of its URI.
  private static func node(_ reference: JSONValue?) -> String? {
    if let identifier = reference?["identifier"]?.text { return folded(identifier) }
    let uri = reference?["uri"]?.text ?? reference?.text
    return uri?.split(whereSeparator: { "/:".contains($0) }).last.map { folded(String($0)) }
  }

  private func shown(_ identifier: String) -> String {
    if identifier == document { return "CFDocument" }
    return index[identifier].map { items[$0].code } ?? identifier
  }

  // MARK: The rest

  /// Notes the parts of a package that have no place in the catalog.
  mutating func noteRest(_ package: JSONValue) {
    for member in package.members ?? []
    where !["CFDocument", "CFItems", "CFAssociations"].contains(member.name) && !member.value.isEmpty {
      report.note(
        .notHeld, .otherField, at: .path(member.name),
        LocalizedText(verbatim: Self.excerpt(member.value)))
    }
  }

  /// The items as competencies and groups.
  mutating func competencies() -> [ImportedCompetency] {
    let isGroup = items.map { item in
      item.hasChildren || ["группа", "group", "domain"].contains(item.type.lowercased())
    }
    var result: [ImportedCompetency] = []
    for (position, item) in items.enumerated() {
      var groups = item.parents.filter { isGroup[$0] }.map { items[$0].code }
      if isGroup[position], let parent = groups.first {
        report.note(
          .changed, .nestedGroup, at: .path(item.path), LocalizedText(verbatim: "«\(item.code)» → «\(parent)»"))
        groups = []
      }
      if !isGroup[position], groups.isEmpty {
        report.note(.remark, .noGroup, at: .path(item.path), LocalizedText(verbatim: "«\(item.code)»"))
      }
      result.append(
        ImportedCompetency(
          code: item.code, title: item.statement, isGroup: isGroup[position], groups: groups,
          source: item.notes.isEmpty ? "CASE: «\(title)»" : Self.line(item.notes)))
    }
    return result
  }

  private mutating func drop(_ unit: ExchangeUnit, _ reason: LossReason, _ path: String, _ ru: String, _ en: String) {
    report.drop(unit, reason, at: .path(path), LocalizedText(ru: ru, en: en))
  }
}
