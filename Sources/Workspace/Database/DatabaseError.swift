import CSQLite
import Diagnostics

/// Why the database did not do what it was asked to.
public enum DatabaseError: Error, Sendable, Hashable {
  /// Another process is writing and did not finish in time.
  case busy
  /// The disk is full, or a limit of the file system is reached.
  case full
  /// The file or its folder can't be written.
  case readOnly
  /// The file can't be opened.
  case cannotOpen
  /// The file is not an SQLite database.
  case notADatabase
  /// The file is damaged.
  case corrupt(String)
  /// Reading or writing the file failed.
  case inputOutput(String)
  /// A statement breaks a rule of the schema, or something no user can cause.
  case failed(code: Int32, message: String)

  init(code: Int32, message: String) {
    self =
      switch code & 0xFF {
      case SQLITE_BUSY, SQLITE_LOCKED: .busy
      case SQLITE_FULL: .full
      case SQLITE_READONLY, SQLITE_PERM: .readOnly
      case SQLITE_CANTOPEN, SQLITE_AUTH: .cannotOpen
      case SQLITE_NOTADB: .notADatabase
      case SQLITE_CORRUPT: .corrupt(message)
      case SQLITE_IOERR: .inputOutput(message)
      default: .failed(code: code, message: message)
      }
  }

  /// What happened and what to do, in words.
  public var text: LocalizedText {
    switch self {
    case .busy:
      LocalizedText(
        ru: "базу занял другой процесс: дождитесь его конца и повторите команду",
        en: "another process holds the database: wait for its end and repeat the command")
    case .full:
      LocalizedText(
        ru: "на диске нет места: ничего не записано, освободите место и повторите",
        en: "the disk is full: nothing is written, free some space and repeat")
    case .readOnly:
      LocalizedText(
        ru: "базу или её папку нельзя изменять: нет права записи",
        en: "the database or its folder is read-only")
    case .cannotOpen:
      LocalizedText(ru: "базу не удаётся открыть", en: "can't open the database")
    case .notADatabase:
      LocalizedText(ru: "это не файл базы данных", en: "the file is not a database")
    case .corrupt(let reason):
      LocalizedText(
        ru: "файл базы повреждён (\(reason)): восстановите его из копии",
        en: "the database is damaged (\(reason)): restore it from a copy")
    case .inputOutput(let reason):
      LocalizedText(
        ru: "ошибка чтения или записи базы: \(reason)", en: "reading or writing the database failed: \(reason)")
    case .failed(let code, let reason):
      LocalizedText(ru: "ошибка базы \(code): \(reason)", en: "database error \(code): \(reason)")
    }
  }
}
