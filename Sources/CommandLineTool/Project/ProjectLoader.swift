import Diagnostics
import Foundation
import RouteModel
import RoutePlanning
import RuleLanguage
import Tables

/// Finds and reads rules, catalog and data, and reports all mistakes of all of them in one run.
struct ProjectLoader {
  let arguments: ParsedArguments
  let invocation: Invocation

  /// What a command works with.
  struct Project: Sendable {
    var context: PlanningContext
    var planner: RoutePlanner
    /// Messages that are not errors.
    var remarks: [Diagnostic]
  }

  /// Rules and catalog.
  func project() throws(CommandFailure) -> Project { try project(rulesIn: try rulesFolder()) }

  /// The catalog with the rules of a folder.
  func project(rulesIn rulesFolder: String) throws(CommandFailure) -> Project {
    let catalogFolder = try catalogFolder()
    let catalog = CatalogReader.read(folder: location(catalogFolder))
    guard let tables = catalog.catalog else {
      // Without a catalog the rules' names can't be checked, but their form can.
      let form = try sources(in: rulesFolder).map { SyntaxTree(parsing: $0) }.flatMap(\.diagnostics)
      throw .input(catalog.diagnostics + form)
    }
    let sources = try sources(in: rulesFolder)
    let names = RouteVocabulary(tables)
    let compiled = RuleCompiler(vocabulary: names.vocabulary).compile(sources.map { SyntaxTree(parsing: $0) })
    guard let rules = compiled.rules else { throw .input(catalog.diagnostics + compiled.diagnostics) }
    let made = PlanningContext.make(
      catalog: tables, rules: rules, names: names, rulesDigest: digest(of: sources), catalogDigest: catalog.digest)
    let diagnostics = catalog.diagnostics + compiled.diagnostics + made.diagnostics
    guard let context = made.context else { throw .input(diagnostics) }
    return Project(context: context, planner: RoutePlanner(context: context), remarks: diagnostics)
  }

  /// The data set of `--data`, the environment or the current folder.
  func data(for catalog: Catalog) throws(CommandFailure) -> (data: DataSet, remarks: [Diagnostic]) {
    let folder = try dataFolder()
    let read = DataSetReader.read(folder: location(folder), catalog: catalog)
    guard let data = read.data else { throw .input(read.diagnostics) }
    return (data, read.diagnostics)
  }

  // MARK: Folders

  func rulesFolder() throws(CommandFailure) -> String {
    try folder(
      option: "--rules", variable: "MARSHRUT_RULES", name: "Rules", what: LocalizedText(ru: "правил", en: "rules"))
  }

  func catalogFolder() throws(CommandFailure) -> String {
    try folder(
      option: "--catalog", variable: "MARSHRUT_CATALOG", name: "Catalog",
      what: LocalizedText(ru: "каталога", en: "the catalog"), orFile: true)
  }

  private func dataFolder() throws(CommandFailure) -> String {
    if let given = arguments["--data"] ?? invocation.surroundings.environment["MARSHRUT_DATA"] {
      try require(given, "--data", orFile: true)
      return given
    }
    let here = invocation.surroundings.currentFolder
    let tables = ["people.csv", "люди.csv"]
    if tables.contains(where: { FileManager.default.fileExists(atPath: here + "/" + $0) }) { return "." }
    throw .usage(
      ParsedArguments.UsageError(
        "укажите папку с данными или книгу: --data ПАПКА (в ней people.csv); пробные данные создаёт marshrut demo --out ПАПКА",
        "give the folder of the data, or a workbook: --data DIR (with people.csv); marshrut demo --out DIR makes sample data"
      ))
  }

  /// The option, the environment variable, or the nearest folder of that name from here upwards.
  private func folder(
    option: String, variable: String, name: String, what: LocalizedText, orFile: Bool = false
  ) throws(CommandFailure) -> String {
    if let given = arguments[option] ?? invocation.surroundings.environment[variable] {
      try require(given, option, orFile: orFile)
      return given
    }
    var prefix = ""
    var here = invocation.surroundings.currentFolder
    while true {
      if isFolder(here + "/" + name) { return prefix + name }
      guard let slash = here.lastIndex(of: "/"), !here.isEmpty else { break }
      here = String(here[..<slash])
      prefix += "../"
    }
    throw .usage(
      ParsedArguments.UsageError(
        "папки \(what.russian) нет ни здесь, ни выше: укажите \(option) ПАПКА",
        "no folder of \(what.english) here or above: give \(option) DIR"))
  }

  private func require(_ path: String, _ option: String, orFile: Bool) throws(CommandFailure) {
    let isThere = orFile ? FileManager.default.fileExists(atPath: absolute(path)) : isFolder(absolute(path))
    guard !isThere else { return }
    throw .inputOutput(
      Diagnostic(
        .error, "no-folder", LocalizedText(ru: "папки «\(path)» нет", en: "there is no folder «\(path)»"),
        at: .argument(option)))
  }

  private func absolute(_ path: String) -> String { invocation.surroundings.absolute(path) }

  private func location(_ path: String) -> Location { Location(path: absolute(path), shown: path) }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  // MARK: Rule files

  /// The texts of the rule files of a folder, by name.
  func sources(in folder: String) throws(CommandFailure) -> [SourceText] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: absolute(folder))
        .filter { $0.hasSuffix(".rules") }.sorted()
    } catch {
      throw .inputOutput(unreadable(folder))
    }
    guard !names.isEmpty else {
      throw .input([
        Diagnostic(
          .error, "no-rules",
          LocalizedText(ru: "в папке нет файлов правил *.rules", en: "the folder has no rule files *.rules"),
          at: .file(folder))
      ])
    }
    var sources: [SourceText] = []
    for name in names { sources.append(try source(folder + "/" + name)) }
    return sources
  }

  /// One rule file. Rule files are UTF-8; anything else is named as what it looks like.
  func source(_ path: String) throws(CommandFailure) -> SourceText {
    guard let data = FileManager.default.contents(atPath: absolute(path)) else { throw .inputOutput(unreadable(path)) }
    guard let text = String(validating: data, as: UTF8.self), !data.contains(0) else {
      throw .input([
        Diagnostic(
          .error, "not-utf8",
          LocalizedText(
            ru: "файл правил не в кодировке UTF-8: сохраните его как «UTF-8»",
            en: "the rule file is not UTF-8: save it as «UTF-8»"), at: .file(path))
      ])
    }
    return SourceText(path: path, text: text)
  }

  private func unreadable(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, "unreadable", LocalizedText(ru: "не удаётся прочитать «\(path)»", en: "can't read «\(path)»"),
      at: .file(path))
  }

  /// SHA-256 over the files by name: names and lengths part them.
  private func digest(of sources: [SourceText]) -> String {
    var hash = SHA256()
    for source in sources {
      let name = source.path.split(separator: "/").last.map(String.init) ?? source.path
      hash.update(Array("\(name)\n\(source.utf8.count)\n".utf8))
      hash.update(source.utf8)
    }
    return hash.finalize()
  }
}
