import Diagnostics
import Foundation
import RouteModel
import RoutePlanning
import RuleLanguage
import Tables
import Workspace

/// Finds and reads rules, catalog and data, and reports all mistakes of all of them in one run.
struct ProjectLoader: Sendable {
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

  /// Rules and catalog with the examples of the folder of cases: for commands that run or count examples.
  func projectWithCases() throws(CommandFailure) -> Project {
    try project(rulesIn: try rulesFolder(), catalogIn: try catalogFolder(), cases: try cases())
  }

  /// The files of examples: those of `--cases`, else of the folder `cases` beside the rules, if there is one.
  func cases() throws(CommandFailure) -> [SourceText] {
    if let given = arguments["--cases"] {
      try require(given, "--cases")
      return try sources(in: given)
    }
    let folder = try rulesFolder() + "/cases"
    return isFolder(absolute(folder)) ? try sources(in: folder) : []
  }

  /// The catalog with the rules of a folder.
  func project(rulesIn rulesFolder: String) throws(CommandFailure) -> Project {
    try project(rulesIn: rulesFolder, catalogIn: try catalogFolder())
  }

  /// The rules of one folder with the catalog of another.
  func project(
    rulesIn rulesFolder: String, catalogIn catalogFolder: String, cases: [SourceText] = []
  ) throws(CommandFailure) -> Project {
    let catalog = CatalogReader.read(folder: location(catalogFolder))
    guard let tables = catalog.catalog else {
      // Without a catalog the rules' names can't be checked, but their form can.
      let form = try sources(in: rulesFolder).map { SyntaxTree(parsing: $0) }.flatMap(\.diagnostics)
      throw .input(catalog.diagnostics + form)
    }
    let sources = try sources(in: rulesFolder)
    let names = RouteVocabulary(tables)
    let compiled = RuleCompiler(vocabulary: names.vocabulary).compile(
      sources.map { SyntaxTree(parsing: $0) }, cases: cases.map { SyntaxTree(parsing: $0) })
    guard let rules = compiled.rules else { throw .input(catalog.diagnostics + compiled.diagnostics) }
    let made = PlanningContext.make(
      catalog: tables, rules: rules, names: names, rulesDigest: digest(of: sources), catalogDigest: catalog.digest)
    let diagnostics = catalog.diagnostics + compiled.diagnostics + made.diagnostics
    guard let context = made.context else { throw .input(diagnostics) }
    return Project(context: context, planner: RoutePlanner(context: context), remarks: diagnostics)
  }

  /// A project's planner with rules and catalog of its own, read again: for one more thread. The same planner where the
  /// files have changed meanwhile.
  func another(like project: Project) -> RoutePlanner {
    guard let own = try? self.project().context, own.rulesDigest == project.context.rulesDigest,
      own.catalogDigest == project.context.catalogDigest
    else { return project.planner }
    return RoutePlanner(context: own, nodeLimit: project.planner.nodeLimit)
  }

  /// The catalog alone.
  func catalog() throws(CommandFailure) -> Catalog {
    let read = CatalogReader.read(folder: location(try catalogFolder()))
    guard let catalog = read.catalog else { throw .input(read.diagnostics) }
    return catalog
  }

  /// The data set of `--db`, of `--data`, the environment or the current folder.
  func data(for catalog: Catalog) throws(CommandFailure) -> (data: DataSet, remarks: [Diagnostic]) {
    if let path = try WorkspaceAccess.path(arguments, invocation) {
      let access = WorkspaceAccess(invocation: invocation, path: path)
      return (try access.reading { workspace throws(WorkspaceError) in try workspace.records().dataSet }, [])
    }
    let folder = try dataFolder()
    let read = DataSetReader.read(folder: location(folder), catalog: catalog)
    guard let data = read.data else { throw .input(read.diagnostics) }
    return (data, read.diagnostics)
  }

  /// The data of some people of a workspace, or of everybody, and the change of the facts after which they stand so.
  func stored(
    _ access: WorkspaceAccess, ids: [String]?
  ) throws(CommandFailure) -> (data: DataSet, revision: Int) {
    var unknown: [(id: String, near: String?)] = []
    let read = try access.reading { workspace throws(WorkspaceError) in
      let revision = try workspace.latestRevision()
      guard let ids else { return (try workspace.records(at: revision).dataSet, revision) }
      var people: [PersonRecord] = []
      var organisations: [OrganisationRecord] = []
      for id in ids {
        if let one = try workspace.records(of: id, at: revision) {
          people += one.people
          organisations += one.organisations.filter { !organisations.contains($0) }
        } else {
          unknown.append((id, nearest(to: id, among: try workspace.ids())))
        }
      }
      return (DataRecords(people: people, organisations: organisations).dataSet, revision)
    }
    guard unknown.isEmpty else { throw .input(unknown.map { PersonRequest.unknown($0.id, near: $0.near) }) }
    return read
  }

  /// The data set with one person in it where that is enough: of a workspace only that person is read.
  func data(of id: String, for catalog: Catalog) throws(CommandFailure) -> (data: DataSet, remarks: [Diagnostic]) {
    guard let path = try WorkspaceAccess.path(arguments, invocation) else { return try data(for: catalog) }
    return (try stored(WorkspaceAccess(invocation: invocation, path: path), ids: [id]).data, [])
  }

  /// The data set as a folder whose people can be read one by one; nil when it has to be read whole.
  func peopleFolder() throws(CommandFailure) -> PeopleFolder? { PeopleFolder(location(try dataFolder())) }

  /// Where the tables of the data set are.
  func dataLocation() throws(CommandFailure) -> Location { location(try dataFolder()) }

  /// The same as its tables hold it.
  func records(for catalog: Catalog) throws(CommandFailure) -> (records: DataRecords, remarks: [Diagnostic]) {
    let folder = try dataFolder()
    let read = DataSetReader.records(folder: location(folder), catalog: catalog)
    guard let records = read.records else { throw .input(read.diagnostics) }
    return (records, read.diagnostics)
  }

  // MARK: Folders

  func rulesFolder() throws(CommandFailure) -> String {
    try folder(
      option: "--rules", variable: "MARSHRUT_RULES", name: "Rules", what: LocalizedText(ru: "правил", en: "rules"))
  }

  func catalogFolder() throws(CommandFailure) -> String {
    try folder(
      option: "--catalog", variable: "MARSHRUT_CATALOG", name: "Catalog",
      what: LocalizedText(ru: "каталога", en: "the catalog"), orBook: true)
  }

  /// The stream of people that `--data` names: `-` is standard input, a file is lines of JSON; nil for a folder.
  func peopleStream() throws(CommandFailure) -> (lines: LineBlocks, shown: String)? {
    guard let given = arguments["--data"] else { return nil }
    if given == "-" {
      let shown = invocation.say("стандартный ввод", "standard input")
      let input = StreamedInput(descriptor: invocation.surroundings.standardInput, shown: shown)
      return (LineBlocks(input, shown: shown), shown)
    }
    let path = absolute(given)
    guard FileManager.default.fileExists(atPath: path), !isFolder(path), !isTable(path) else { return nil }
    return (LineBlocks(try StreamedInput(path, shown: given), shown: given), given)
  }

  private func isTable(_ path: String) -> Bool {
    [".csv", ".xlsx"].contains { path.lowercased().hasSuffix($0) }
  }

  private func dataFolder() throws(CommandFailure) -> String {
    if let given = try given("--data", "MARSHRUT_DATA", orBook: true) { return given }
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
    option: String, variable: String, name: String, what: LocalizedText, orBook: Bool = false
  ) throws(CommandFailure) -> String {
    if let given = try given(option, variable, orBook: orBook) { return given }
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

  /// The folder of an option or, where it is not given, of an environment variable; an empty variable is none.
  private func given(
    _ option: String, _ variable: String, orBook: Bool = false
  ) throws(CommandFailure) -> String? {
    if let path = arguments[option] {
      try require(path, option, orBook: orBook)
      return path
    }
    guard let path = invocation.surroundings.environment[variable], !path.isEmpty else { return nil }
    try require(path, variable, orBook: orBook)
    return path
  }

  /// A folder, or a workbook where one may stand for it.
  private func require(_ path: String, _ origin: String, orBook: Bool = false) throws(CommandFailure) {
    guard !isFolder(absolute(path)) else { return }
    let isFile = FileManager.default.fileExists(atPath: absolute(path))
    // What an old workbook is to be turned into is said by who reads it.
    if orBook, isFile, [".xlsx", ".xls"].contains(where: { path.lowercased().hasSuffix($0) }) { return }
    throw .inputOutput(
      Diagnostic(
        .error, "no-folder",
        isFile
          ? LocalizedText(ru: "«\(path)» — файл, а нужна папка", en: "«\(path)» is a file, but a folder is needed")
          : LocalizedText(ru: "папки «\(path)» нет", en: "there is no folder «\(path)»"),
        at: .argument(origin)))
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
    guard let data = location(path).bytes() else { throw .inputOutput(unreadable(path)) }
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
