import Diagnostics

/// Why a workspace did not do what it was asked to. Nothing is changed then.
public enum WorkspaceError: Error, Sendable, Hashable {
  /// The database failed.
  case database(DatabaseError)
  /// There is no such file.
  case missing
  /// A workspace is to be made where a file stands already.
  case exists
  /// The file is a database, but not a workspace.
  case notAWorkspace
  /// The workspace was made by a later version of the program.
  case tooNew(schema: Int)
  /// The file of names belongs to another workspace.
  case strangeNames
  /// The file of names is not there.
  case noNames
  /// Nobody has this id.
  case unknownPerson(String, near: String?)
  /// The person has no route, or no version with this number.
  case noRoute(person: String, version: Int?)
  /// The route is not in a state from which this can be done.
  case wrongState(RouteState, needed: [RouteState])
  /// A workspace that holds something can't take a whole other one.
  case notEmpty
  /// Another process changed the facts between reading and writing.
  case changedMeanwhile
  /// The tables of an export do not fit together.
  case brokenExport(String)

  /// What happened and what to do, in words.
  public var text: LocalizedText {
    switch self {
    case .database(let error): error.text
    case .missing:
      LocalizedText(
        ru: "такого файла нет; новую базу создаёт marshrut init --db ФАЙЛ",
        en: "there is no such file; marshrut init --db FILE makes a new database")
    case .exists: LocalizedText(ru: "файл уже есть: он не изменён", en: "the file exists already: it is left as it is")
    case .notAWorkspace:
      LocalizedText(ru: "это база данных другой программы", en: "this is another program's database")
    case .tooNew(let schema):
      LocalizedText(
        ru: "база записана более новой программой (схема \(schema)): обновите marshrut",
        en: "a later version of the program wrote this database (schema \(schema)): update marshrut")
    case .strangeNames:
      LocalizedText(
        ru: "файл имён рядом с базой — от другой базы",
        en: "the file of names beside the database belongs to another one")
    case .noNames:
      LocalizedText(
        ru: "рядом с базой нет файла имён: верните его или работайте с --pseudonymous",
        en: "the file of names beside the database is missing: put it back or work with --pseudonymous")
    case .unknownPerson(let id, _):
      LocalizedText(ru: "в базе нет человека «\(id)»", en: "the database has no person «\(id)»")
    case .noRoute(let person, nil):
      LocalizedText(
        ru: "у «\(person)» ещё нет маршрута: постройте его командой route",
        en: "«\(person)» has no route yet: make one with route")
    case .noRoute(let person, let version?):
      LocalizedText(
        ru: "у «\(person)» нет версии маршрута \(version)", en: "«\(person)» has no version \(version) of a route")
    case .wrongState(let state, let needed):
      LocalizedText(
        ru:
          "маршрут в состоянии «\(state.name.russian)», а нужно: \(needed.map(\.name.russian).joined(separator: ", "))",
        en: "the route is «\(state.name.english)», needed: \(needed.map(\.name.english).joined(separator: ", "))")
    case .notEmpty:
      LocalizedText(
        ru: "целую базу можно загрузить только в новую, пустую: создайте её командой init",
        en: "a whole workspace can be read only into a new, empty one: make it with init")
    case .changedMeanwhile:
      LocalizedText(
        ru: "пока читались таблицы, базу изменила другая команда: ничего не записано, повторите",
        en: "another command changed the workspace while the tables were read: nothing is written, repeat the command")
    case .brokenExport(let reason):
      LocalizedText(ru: "выгрузка базы повреждена: \(reason)", en: "the export of the workspace is damaged: \(reason)")
    }
  }
}

/// Runs work on the database and speaks of its errors as the workspace's.
func databaseErrors<Result>(_ body: () throws(DatabaseError) -> Result) throws(WorkspaceError) -> Result {
  do throws(DatabaseError) {
    return try body()
  } catch {
    throw .database(error)
  }
}
