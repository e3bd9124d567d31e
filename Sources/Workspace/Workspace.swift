import Diagnostics
import Foundation
import RouteModel

/// Who did something, and when.
public struct Stamp: Sendable, Hashable {
  /// The moment, `2023-09-01T10:15:00Z`.
  public var at: String
  /// The person or account.
  public var actor: String

  /// A stamp.
  public init(at: String, actor: String) {
    self.at = at
    self.actor = actor
  }
}

/// People, results, routes and their history in one SQLite file, with names in a second one beside it.
///
/// Nothing acknowledged is lost: every command is one transaction that is on the disk before it returns, facts are
/// never overwritten but end, and versions of routes stay. A value of this type belongs to one thread.
public final class Workspace {
  /// What a workspace is opened for.
  public enum Access: Sendable, Hashable {
    /// Reading only.
    case read
    /// Reading and writing.
    case write
  }

  let main: Connection
  let names: Connection?
  /// The path of the file.
  public let path: String

  private init(main: Connection, names: Connection?, path: String) {
    self.main = main
    self.names = names
    self.path = path
  }

  /// Where the names of the workspace at `path` are: `школа.db` → `школа.names.db`.
  public static func namesPath(of path: String) -> String {
    let folder = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    guard let dot = path[folder...].lastIndex(of: "."), dot > folder else { return path + ".names" }
    return path[..<dot] + ".names" + path[dot...]
  }

  /// Makes an empty workspace: two files readable by their owner only.
  ///
  /// - Parameter identity: 32 hexadecimal digits that say which two files belong together.
  public static func create(at path: String, identity: String) throws(WorkspaceError) -> Workspace {
    let files = [path, namesPath(of: path)]
    for file in files {
      guard !FileManager.default.fileExists(atPath: file) else { throw .exists }
    }
    do throws(WorkspaceError) {
      for file in files { try makeFile(file) }
      syncFolder(of: path)
      let names = try prepare(
        namesPath(of: path), application: Schema.namesApplication, migrations: Schema.namesMigrations, identity)
      let main = try prepare(path, application: Schema.application, migrations: Schema.migrations, identity)
      return Workspace(main: main, names: names, path: path)
    } catch {
      for file in files { for ending in ["", "-wal", "-shm"] { unlink(file + ending) } }
      throw error
    }
  }

  /// Opens a workspace, and brings an older one to the present schema when it is opened for writing.
  ///
  /// - Parameters:
  ///   - needsNames: whether the file of names must be there; without it people have ids only.
  ///   - patience: how many milliseconds to wait while another process writes.
  public static func open(
    _ path: String, for access: Access, needsNames: Bool = false, patience: Int32 = 10_000
  ) throws(WorkspaceError) -> Workspace {
    guard FileManager.default.fileExists(atPath: path) else { throw .missing }
    try requireFile(path)
    let namesPath = namesPath(of: path)
    let hasNames = FileManager.default.fileExists(atPath: namesPath)
    guard hasNames || !needsNames else { throw .noNames }
    let main = try databaseErrors { () throws(DatabaseError) in
      try Connection(path: path, access: access == .read ? .read : .write, patience: patience)
    }
    try Schema.check(main, application: Schema.application)
    if access == .read, try version(main) < Schema.migrations.count {
      // What a newer program asks an older file for may not be in it yet.
      _ = try open(path, for: .write, needsNames: needsNames, patience: patience)
    }
    var names: Connection?
    if hasNames {
      let opened = try databaseErrors { () throws(DatabaseError) in
        try Connection(path: namesPath, access: access == .read ? .read : .write, patience: patience)
      }
      try Schema.check(opened, application: Schema.namesApplication)
      guard try identity(opened) == identity(main) else { throw .strangeNames }
      names = opened
    }
    if access == .write {
      try Schema.migrate(main, application: Schema.application, migrations: Schema.migrations)
      if let names {
        try Schema.migrate(names, application: Schema.namesApplication, migrations: Schema.namesMigrations)
      }
    }
    let version = try version(main)
    guard version <= Schema.migrations.count else { throw .tooNew(schema: version) }
    let workspace = Workspace(main: main, names: names, path: path)
    if access == .write { try workspace.finishErasing() }
    return workspace
  }

  /// Refuses folders, pipes and devices, which SQLite would wait for or fail on without saying why.
  private static func requireFile(_ path: String) throws(WorkspaceError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .database(.cannotOpen) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .database(.notADatabase) }
  }

  private static func version(_ connection: Connection) throws(WorkspaceError) -> Int {
    try databaseErrors { () throws(DatabaseError) in try connection.value("PRAGMA user_version").integer ?? 0 }
  }

  /// Whether the file of names is there.
  public var hasNames: Bool { names != nil }

  private static func makeFile(_ path: String) throws(WorkspaceError) {
    let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      switch errno {
      case EEXIST: throw .exists
      case ENOSPC, EDQUOT: throw .database(.full)
      case EACCES, EROFS, EPERM: throw .database(.readOnly)
      default: throw .database(.inputOutput(String(cString: strerror(errno))))
      }
    }
    close(descriptor)
  }

  /// Makes the names of new files last: a loss of power after it does not take them away. Best effort, as file systems
  /// that have no such call need none.
  private static func syncFolder(of path: String) {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = Foundation.open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  private static func prepare(
    _ path: String, application: Int, migrations: [String], _ identity: String
  ) throws(WorkspaceError) -> Connection {
    let connection = try databaseErrors { () throws(DatabaseError) in
      let connection = try Connection(path: path, access: .write, patience: 10_000)
      // Erasing needs whole pages to go; a write-ahead log lets readers read while somebody writes.
      try connection.execute("PRAGMA auto_vacuum = NONE; PRAGMA journal_mode = WAL")
      return connection
    }
    try Schema.migrate(connection, application: application, migrations: migrations)
    try databaseErrors { () throws(DatabaseError) in
      try connection.run("INSERT INTO setting VALUES('identity', ?)", [.text(identity)])
    }
    return connection
  }

  private static func identity(_ connection: Connection) throws(WorkspaceError) -> String? {
    try databaseErrors { () throws(DatabaseError) in
      try connection.value("SELECT value FROM setting WHERE name = 'identity'").text
    }
  }

  /// Runs `body` on one state of the workspace, whatever others write meanwhile.
  public func snapshot<Result>(_ body: () throws(WorkspaceError) -> Result) throws(WorkspaceError) -> Result {
    try databaseErrors { () throws(DatabaseError) in try main.execute("BEGIN; SELECT count(*) FROM setting") }
    defer { try? main.execute("COMMIT") }
    return try body()
  }

  // MARK: Revisions

  /// The number of the latest change of the facts; 0 in an empty workspace.
  public func latestRevision() throws(WorkspaceError) -> Int {
    try databaseErrors { () throws(DatabaseError) in
      try main.value("SELECT max(id) FROM revision").integer ?? 0
    }
  }
}
