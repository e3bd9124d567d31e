import Diagnostics
import RuleLanguage

/// A server of the Language Server Protocol 3.17 for rule files: bytes in, bytes out.
///
/// It reads no files and prints nothing: the region comes from a `RegionSource`, the loop over streams is its user's.
/// Questions are answered in the order they are read; the messages on rule files wait until all that has been read is
/// handled, so that a burst of typing is checked once. No input makes it fail.
public struct RuleLanguageServer: Sendable {
  /// Where the conversation stands.
  enum State: Sendable, Hashable {
    case uninitialized
    case running
    case shutDown
    case exited
  }

  let source: any RegionSource
  let version: String
  var language: Language
  var state = State.uninitialized
  var encoding = PositionEncoding.utf16
  var client: InitializeParams.Capabilities?
  var root: String?
  var project = RuleProject()
  /// Whether something changed since the files were checked.
  var isStale = false
  private var framer = MessageFramer()
  /// What the client last got, by document.
  private var published: [DocumentURI: [ProtocolDiagnostic]] = [:]
  /// Documents to be answered even when their messages are the same.
  var touched: Set<DocumentURI> = []
  /// How the client spells documents it has opened.
  var spellings: [DocumentURI: String] = [:]
  private var shown: Set<String> = []
  var output: [UInt8] = []

  /// A server that has heard nothing yet.
  ///
  /// - Parameters:
  ///   - language: the language of its messages, unless the client asks for another.
  ///   - version: the version of the product, for the client's log.
  public init(source: any RegionSource, language: Language, version: String) {
    self.source = source
    self.language = language
    self.version = version
  }

  /// How the program is to end: nil while the conversation goes on, 0 after shutdown and exit, 1 after exit alone.
  public private(set) var exitCode: Int32?

  /// Takes in what was read and returns what is to be written.
  public mutating func receive(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    framer.append(bytes)
    var frames: [MessageFramer.Frame] = []
    while let frame = framer.next() { frames.append(frame) }
    let messages = frames.map { Self.decode($0) }
    // A request is cancelled while it waits, or not at all: none is answered later than the next message is read.
    let cancelled = Self.cancelled(messages)
    for (index, message) in messages.enumerated() where exitCode == nil {
      switch message {
      case .failure(let error): output += OutgoingMessage.failure(nil, error)
      case .success(let message):
        if case .request(let id) = message.kind, let last = cancelled[id], last > index {
          output += OutgoingMessage.failure(id, ResponseError(.requestCancelled, "the request was cancelled"))
        } else {
          handle(message)
        }
      }
    }
    if isStale, state == .running { publish() }
    defer { output = [] }
    return output
  }

  /// How the program is to end when the client goes away without a word.
  public var exitCodeAtEnd: Int32 { exitCode ?? (state == .shutDown ? 0 : 1) }

  mutating func exit() {
    exitCode = state == .shutDown ? 0 : 1
    state = .exited
  }

  private static func decode(_ frame: MessageFramer.Frame) -> Result<IncomingMessage, ResponseError> {
    switch frame {
    case .broken(let mistake): return .failure(ResponseError(mistake))
    case .message(let content):
      do throws(ResponseError) {
        return .success(try IncomingMessage(content))
      } catch {
        return .failure(error)
      }
    }
  }

  /// The last cancellation of each request.
  private static func cancelled(_ messages: [Result<IncomingMessage, ResponseError>]) -> [RequestID: Int] {
    var result: [RequestID: Int] = [:]
    for (index, message) in messages.enumerated() {
      guard case .success(let message) = message, message.method == "$/cancelRequest",
        let parameters = try? message.parameters(CancelParams.self)
      else { continue }
      result[parameters.id] = index
    }
    return result
  }

  // MARK: Messages on rule files

  var translation: DiagnosticTranslation {
    DiagnosticTranslation(
      language: language, encoding: encoding,
      showsRelated: client?.textDocument?.publishDiagnostics?.relatedInformation ?? false)
  }

  /// Checks the files and sends what changed, by address.
  mutating func publish() {
    isStale = false
    let check = ProjectCheck(&project)
    let translation = translation
    var current: [DocumentURI: [ProtocolDiagnostic]] = [:]
    for uri in check.diagnostics.keys { current[uri] = translation.messages(on: uri, in: check) }
    let all = Set(current.keys).union(published.keys).union(touched)
    for uri in all.sorted(by: { ($0.path ?? $0.text) < ($1.path ?? $1.text) }) {
      let messages = current[uri] ?? []
      guard touched.contains(uri) || messages != published[uri] ?? [] else { continue }
      output += OutgoingMessage.notification(
        "textDocument/publishDiagnostics",
        PublishDiagnosticsParams(
          uri: spellings[uri] ?? uri.text, version: project.open[uri]?.version, diagnostics: messages))
    }
    published = current.filter { !$0.value.isEmpty }
    touched = []
    for message in check.general { show(message) }
  }

  /// Shows a message that belongs to no document, once.
  private mutating func show(_ diagnostic: Diagnostic) {
    let text = diagnostic.message[language]
    guard shown.insert(text).inserted else { return }
    let type = diagnostic.severity == .error ? 1 : diagnostic.severity == .warning ? 2 : 3
    output += OutgoingMessage.notification("window/showMessage", ShowMessageParams(type: type, message: text))
  }
}
