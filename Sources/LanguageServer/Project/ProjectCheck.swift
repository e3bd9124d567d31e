import Diagnostics
import RuleLanguage

/// All messages on the rule files of a project, as `marshrut check` would give them.
struct ProjectCheck {
  /// The messages of each file that was checked or named; a file without any has an empty list.
  private(set) var diagnostics: [DocumentURI: [Diagnostic]] = [:]
  /// Messages that point at no file.
  private(set) var general: [Diagnostic] = []
  /// The files that were checked.
  private(set) var files: [DocumentURI: RuleFile] = [:]
  private var sources: [ObjectIdentifier: DocumentURI] = [:]

  /// Checks every file; O(size of the files), but for what did not change since it was parsed.
  init(_ project: inout RuleProject) {
    let folder = project.folder()
    let region = project.region
    add(region.diagnostics, named: [:])
    check(folder, requirements: .routes, region)
    for stray in project.strays() { check([stray], requirements: .none, region) }
  }

  private mutating func check(
    _ group: [RuleFile], requirements: RuleCompiler.Requirements, _ region: Region
  ) {
    guard !group.isEmpty else { return }
    var names: [String: DocumentURI] = [:]
    for file in group {
      files[file.uri] = file
      diagnostics[file.uri] = diagnostics[file.uri] ?? []
      sources[ObjectIdentifier(file.tree.source)] = file.uri
      names[file.tree.source.path] = file.uri
    }
    guard let vocabulary = region.vocabulary else {
      for file in group { add(file.tree.diagnostics, named: names) }
      return
    }
    let compiled = RuleCompiler(vocabulary: vocabulary).compile(group.map(\.tree), requirements: requirements)
    add(compiled.diagnostics, named: names)
    if let rules = compiled.rules, requirements.scale { add(region.review(rules), named: names) }
  }

  private mutating func add(_ messages: [Diagnostic], named names: [String: DocumentURI]) {
    for message in messages {
      if let uri = uri(of: message.place, named: names) {
        diagnostics[uri, default: []].append(message)
      } else {
        general.append(message)
      }
    }
  }

  private func uri(of place: DiagnosticPlace, named names: [String: DocumentURI]) -> DocumentURI? {
    switch place {
    case .text(let source, _): uri(of: source)
    case .cell(let file, _, _, _), .line(let file, _): DocumentURI(file: file)
    // A folder is no document.
    case .file(let file):
      names[file] ?? (file.hasSuffix(".rules") || file.hasSuffix(".csv") ? DocumentURI(file: file) : nil)
    case .argument, .nowhere: nil
    }
  }

  /// The file whose text a message quotes.
  func uri(of source: SourceText) -> DocumentURI? { sources[ObjectIdentifier(source)] }
}
