import Diagnostics
import RouteModel
import RuleLanguage

/// Where the server gets rules and catalog from. The server itself reads no files.
public protocol RegionSource: Sendable {
  /// The rules and catalog that are found in a folder or above it; without a folder, where the program was started.
  /// What can't be read is said in the region's messages.
  func region(near folder: String?) -> Region
}

/// The rules and the catalog of a region as they stand on disk.
public struct Region: Sendable {
  /// A rule file.
  public struct File: Sendable {
    /// Its path from the root.
    public var path: String
    /// What is in it.
    public var text: String

    /// A file.
    public init(path: String, text: String) {
      self.path = path
      self.text = text
    }
  }

  /// The folder of rule files, from the root; nil when none was found.
  public var rulesFolder: String?
  /// Its rule files.
  public var files: [File]
  /// What names mean; nil when there is no catalog that can be used. Then only the form of rules is checked.
  public var vocabulary: Vocabulary?
  /// The catalog.
  public var catalog: Catalog
  /// Where its rows stand; the files are paths from the root.
  public var rows: CatalogRows
  /// What is wrong with folders and tables; the files are paths from the root.
  public var diagnostics: [Diagnostic]
  /// What else can be said of rules without errors, such as examples that fail; places are in the rules' texts.
  public var review: @Sendable (RuleSet) -> [Diagnostic]

  /// A region.
  public init(
    rulesFolder: String? = nil, files: [File] = [], vocabulary: Vocabulary? = nil, catalog: Catalog = Catalog(),
    rows: CatalogRows = CatalogRows(), diagnostics: [Diagnostic] = [],
    review: @escaping @Sendable (RuleSet) -> [Diagnostic] = { _ in [] }
  ) {
    self.rulesFolder = rulesFolder
    self.files = files
    self.vocabulary = vocabulary
    self.catalog = catalog
    self.rows = rows
    self.diagnostics = diagnostics
    self.review = review
  }
}
