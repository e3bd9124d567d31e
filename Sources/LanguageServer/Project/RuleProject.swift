import Diagnostics
import RuleLanguage

/// The rule files of a region with what editors have changed in them.
///
/// Open documents stand for the files they show. Documents outside the folder of rules are checked each by itself.
/// Files are parsed when they change, and no more than once.
struct RuleProject: Sendable {
  /// A document an editor has open.
  struct OpenDocument: Sendable {
    var uri: DocumentURI
    var version: Int
    var text: DocumentText
  }

  private(set) var region = Region()
  private(set) var open: [DocumentURI: OpenDocument] = [:]
  private var parsed: [DocumentURI: RuleFile] = [:]

  // MARK: Changes

  /// Takes what stands on disk.
  mutating func use(_ region: Region) {
    self.region = region
    parsed = parsed.filter { open[$0.key] != nil }
  }

  mutating func open(_ document: OpenDocument) {
    // The key, too, is spelled as the client now spells it.
    open[document.uri] = nil
    open[document.uri] = document
    parsed[document.uri] = nil
  }

  /// Changes an open document; false when it is not open.
  mutating func change(_ uri: DocumentURI, version: Int, _ edit: (inout DocumentText) -> Void) -> Bool {
    guard var document = open.removeValue(forKey: uri) else { return false }
    document.version = version
    edit(&document.text)
    open[document.uri] = document
    parsed[uri] = nil
    return true
  }

  mutating func close(_ uri: DocumentURI) {
    open[uri] = nil
    parsed[uri] = nil
  }

  // MARK: Files

  /// Whether the document is one of the region's rule files.
  func isInFolder(_ uri: DocumentURI) -> Bool {
    guard let folder = region.rulesFolder, uri.path?.hasSuffix(".rules") == true else { return false }
    return uri.folder == folder
  }

  /// The file of an open document, parsed.
  mutating func file(_ uri: DocumentURI) -> RuleFile? {
    guard let document = open[uri] else { return nil }
    return parse(document.uri, document.text)
  }

  private mutating func parse(_ uri: DocumentURI, _ text: @autoclosure () -> DocumentText) -> RuleFile {
    if let known = parsed[uri] { return known }
    let file = RuleFile(uri: uri, text: text())
    parsed[uri] = file
    return file
  }

  /// The rule files of the region, open documents in place of what stands on disk, by path.
  mutating func folder() -> [RuleFile] {
    var files: [RuleFile] = []
    for file in region.files {
      let uri = DocumentURI(file: file.path)
      if open[uri] == nil { files.append(parse(uri, DocumentText(file.text))) }
    }
    for document in open.values where isInFolder(document.uri) { files.append(parse(document.uri, document.text)) }
    return files.sorted { $0.uri.name < $1.uri.name }
  }

  /// The open documents outside the folder of rules, by address.
  mutating func strays() -> [RuleFile] {
    open.values.filter { !isInFolder($0.uri) }.sorted { $0.uri.text < $1.uri.text }
      .map { parse($0.uri, $0.text) }
  }

  /// The files whose names a document can use: those of its folder, or itself.
  mutating func neighbours(of uri: DocumentURI) -> [RuleFile] {
    isInFolder(uri) ? folder() : file(uri).map { [$0] } ?? []
  }
}
