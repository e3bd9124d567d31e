import Diagnostics
import RouteModel

/// Writes the catalog's competencies as a 1EdTech CASE package (1.0): a document, an item per group and competency, and
/// `isChildOf` associations to every group of a competency and from groups to the document.
///
/// `humanCodingScheme` is the code, `fullStatement` the title, `notes` the source. Identifiers come from the codes, the
/// moment of the last change from a given date.
public struct CompetencyPackageWriter: Sendable {
  /// The title of the document.
  public var title = "Компетенции руководителя образовательной организации"
  /// Who made it.
  public var creator = "Marshrut"

  /// A writer with the usual names.
  public init() {}

  /// The package as indented JSON.
  public func write(_ catalog: Catalog, on date: CalendarDate, source: String) -> (bytes: [UInt8], report: LossReport) {
    var report = LossReport(.competencyPackage, .exported, source: source, units: [.competencies])
    let moment = date.iso + "T00:00:00Z"
    let document = Node(identifier: NamedIdentifier.of("marshrut/document/\(title)"), title: title)
    let groups = catalog.groups.map { (group: $0, node: node($0.code, $0.title)) }
    let nodes = Dictionary(groups.map { ($0.group.code, $0.node) }, uniquingKeysWith: { first, _ in first })
    var items: [JSONValue] = []
    var associations: [JSONValue] = []
    func associate(_ child: Node, _ parent: Node) {
      let identifier = NamedIdentifier.of("marshrut/isChildOf/\(child.identifier)/\(parent.identifier)")
      associations.append(
        Self.object([
          ("identifier", .string(identifier)), ("associationType", .string("isChildOf")),
          ("sequenceNumber", .number(String(associations.count + 1))), ("uri", .string("urn:uuid:" + identifier)),
          ("originNodeURI", child.reference), ("destinationNodeURI", parent.reference),
          ("lastChangeDateTime", .string(moment)), ("CFDocumentURI", document.reference),
        ]))
    }
    for (group, node) in groups {
      report.take(.competencies)
      items.append(item(node, group.code, group.title, "Группа", group.source, document, moment))
      associate(node, document)
    }
    for competency in catalog.competencies {
      report.take(.competencies)
      let node = node(competency.code.text, competency.title)
      items.append(
        item(node, competency.code.text, competency.title, "Компетенция", competency.source, document, moment))
      let parents = competency.groups.compactMap { nodes[$0] }
      for parent in parents.isEmpty ? [document] : parents { associate(node, parent) }
    }
    CompetencyTable.noteWhatOthersLack(catalog, holdsSource: true, report: &report)
    let package = Self.object([
      ("CFDocument", self.document(document, moment)), ("CFItems", .array(items)),
      ("CFAssociations", .array(associations)),
    ])
    return (Array((package.text(indented: true) + "\n").utf8), report)
  }

  /// An item or document that others refer to.
  private struct Node {
    var identifier: String
    var title: String

    var uri: String { "urn:uuid:" + identifier }
    var reference: JSONValue {
      CompetencyPackageWriter.object([
        ("title", .string(title)), ("identifier", .string(identifier)), ("uri", .string(uri)),
      ])
    }
  }

  private func node(_ code: String, _ title: String) -> Node {
    Node(identifier: NamedIdentifier.of("marshrut/competency/\(code)"), title: title)
  }

  private func document(_ node: Node, _ moment: String) -> JSONValue {
    let package = Node(identifier: NamedIdentifier.of("marshrut/package/\(title)"), title: title)
    return Self.object([
      ("identifier", .string(node.identifier)), ("uri", .string(node.uri)), ("creator", .string(creator)),
      ("title", .string(title)), ("lastChangeDateTime", .string(moment)), ("language", .string("ru")),
      ("CFPackageURI", package.reference),
    ])
  }

  private func item(
    _ node: Node, _ code: String, _ title: String, _ type: String, _ source: String, _ document: Node, _ moment: String
  ) -> JSONValue {
    Self.object([
      ("identifier", .string(node.identifier)), ("uri", .string(node.uri)), ("fullStatement", .string(title)),
      ("humanCodingScheme", .string(code)), ("CFItemType", .string(type)), ("language", .string("ru")),
      ("notes", .string(source)), ("lastChangeDateTime", .string(moment)), ("CFDocumentURI", document.reference),
    ])
  }

  private static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(members.filter { $0.1 != .string("") }.map { JSONValue.Member($0.0, $0.1) })
  }
}
