/// Takes the attributes of some elements of a small part.
private final class ElementCollector: PartParser.Handler {
  var elements: [(name: String, attributes: [String: String])] = []
  private let part: String
  private let limit: Int

  init(_ part: String, _ limit: Int) {
    self.part = part
    self.limit = min(limit, 200_000)
  }

  func start(_ element: String, _ attributes: [String: String]) throws(WorkbookFailure) {
    guard elements.count < limit else { throw .tooMuch(part: part, limit: limit) }
    elements.append((element, attributes))
  }
  func text(_ text: String) {}
  func end(_ element: String) { elements.append(("/" + element, [:])) }
}

/// The small parts of a workbook: its list of sheets, relationships and styles.
struct SmallParts {
  let archive: ZipArchive
  let limits: WorkbookLimits

  private func elements(_ part: String) throws(WorkbookFailure) -> [(name: String, attributes: [String: String])] {
    let collector = ElementCollector(part, limits.items)
    try PartParser.parse(archive, part, collector)
    return collector.elements
  }

  /// The targets of a part's relationships by id, with the last word of their type.
  func relationships(of part: String) throws(WorkbookFailure) -> [String: (target: String, type: String)] {
    let folder = part.contains("/") ? String(part[..<(part.lastIndex(of: "/") ?? part.startIndex)]) : ""
    let file = part.split(separator: "/").last.map(String.init) ?? ""
    let name = (folder.isEmpty ? "" : folder + "/") + "_rels/\(file).rels"
    guard archive.entry(name) != nil else { return [:] }
    var found: [String: (target: String, type: String)] = [:]
    for element in try elements(name) where element.name == "Relationship" {
      guard element.attributes["TargetMode"] != "External", let id = element.attributes["Id"],
        let target = element.attributes["Target"], let type = element.attributes["Type"]?.split(separator: "/").last
      else { continue }
      found[id] = (Self.resolve(target, in: folder), String(type))
    }
    return found
  }

  /// A relationship's target as a path from the archive's root.
  private static func resolve(_ target: String, in folder: String) -> String {
    if target.hasPrefix("/") { return String(target.dropFirst()) }
    var parts = folder.split(separator: "/").map(String.init)
    for part in target.split(separator: "/") {
      if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
    }
    return parts.joined(separator: "/")
  }

  /// The workbook's sheets in order, and how it counts days.
  func workbook(_ part: String) throws(WorkbookFailure) -> (sheets: [Workbook.Sheet], dates: DateSystem) {
    let targets = try relationships(of: part)
    var sheets: [Workbook.Sheet] = []
    var dates = DateSystem.from1900
    for element in try elements(part) {
      if element.name == "workbookPr", ["1", "true"].contains(element.attributes["date1904"] ?? "") {
        dates = .from1904
      }
      guard element.name == "sheet", let name = element.attributes["name"], let id = element.attributes["id"],
        let relationship = targets[id]
      else { continue }
      let state = element.attributes["state"] ?? "visible"
      sheets.append(
        Workbook.Sheet(
          name: name, isHidden: state != "visible", hasCells: relationship.type == "worksheet",
          part: relationship.target))
    }
    return (sheets, dates)
  }

  /// For every cell style, whether it shows a date.
  func styles(_ part: String) throws(WorkbookFailure) -> [DateFormat] {
    var codes: [Int: DateFormat] = [:]
    var styles: [DateFormat] = []
    var isInCellStyles = false
    for element in try elements(part) {
      switch element.name {
      case "numFmt":
        if let id = element.attributes["numFmtId"].flatMap({ Int($0) }), let code = element.attributes["formatCode"] {
          codes[id] = DateFormat(code: code)
        }
      case "cellXfs": isInCellStyles = true
      case "/cellXfs": isInCellStyles = false
      case "xf" where isInCellStyles:
        let id = element.attributes["numFmtId"].flatMap { Int($0) } ?? 0
        styles.append(codes[id] ?? DateFormat(builtIn: id))
      default: break
      }
    }
    return styles
  }
}
