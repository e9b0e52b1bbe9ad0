package dev.kith.crm.http.kernel.problem;

/** What goes wrong in HTTP itself, before or beside any use case. */
public enum HttpFault {
  MALFORMED_JSON(
      "malformed-json",
      400,
      "The body is not JSON",
      "The body cannot be read as JSON: bad syntax or UTF-8, a property that stands twice, too deep"
          + " or too long. The detail says where."),
  UNKNOWN_PARAMETER(
      "unknown-parameter",
      400,
      "Unknown parameter",
      "The query has a parameter that this operation does not know. Nothing is ignored silently,"
          + " since a misspelt filter shows the wrong records; each is listed, with a guess at what"
          + " was meant."),
  INVALID_PARAMETER(
      "invalid-parameter",
      400,
      "Invalid parameter",
      "A parameter of the query or a header has a value that is not possible; each is listed."),
  BAD_REQUEST(
      "bad-request",
      400,
      "Bad request",
      "The request is not proper HTTP, its path has characters that are not possible, or its body"
          + " did not arrive whole."),
  UNAUTHENTICATED(
      "unauthenticated",
      401,
      "Not logged in",
      "The operation needs an API token (Authorization: Bearer) or a session that is good."),
  INVALID_TOKEN(
      "invalid-token",
      401,
      "The token is not good",
      "The API token is unknown, has expired or was revoked, or its owner has been deactivated:"
          + " which of these is not said."),
  CSRF_TOKEN_INVALID(
      "csrf-token-invalid",
      403,
      "The CSRF token is missing or wrong",
      "A change asked for with a session cookie needs the session's token in the header"
          + " X-CSRF-Token, so that other sites cannot ask in the person's name."),
  NO_SUCH_ROUTE("no-such-route", 404, "No such route", "There is nothing at this path."),
  METHOD_NOT_ALLOWED(
      "method-not-allowed",
      405,
      "Method not allowed",
      "The path exists, but not with this method; the Allow header names those that there are."),
  NOT_ACCEPTABLE(
      "not-acceptable",
      406,
      "Not acceptable",
      "The Accept header excludes every form in which this operation can answer."),
  BODY_TOO_LARGE(
      "body-too-large",
      413,
      "The body is too large",
      "The body is larger than the limit, which stands in the problem as limitBytes."),
  URI_TOO_LONG("uri-too-long", 414, "The URI is too long", "The request line does not fit."),
  UNSUPPORTED_MEDIA_TYPE(
      "unsupported-media-type",
      415,
      "Unsupported media type",
      "The Content-Type is not one that this operation reads; those that it reads are listed."),
  UNKNOWN_PROPERTY(
      "unknown-property",
      422,
      "Unknown property",
      "The body has properties that this operation does not know, and no other problem; each is"
          + " listed, with a guess at what was meant."),
  PRECONDITION_REQUIRED(
      "precondition-required",
      428,
      "If-Match is missing",
      "A change of a record must say which version it was decided on: send the record's ETag in"
          + " If-Match, or If-Match: * to change it whatever its version."),
  RATE_LIMITED(
      "rate-limited",
      429,
      "Too many requests",
      "The caller has used up its share; Retry-After says when to go on."),
  HEADERS_TOO_LARGE(
      "headers-too-large",
      431,
      "The headers are too large",
      "The headers of the request do not fit."),
  INTERNAL_ERROR(
      "internal-error",
      500,
      "Internal error",
      "A bug. The log has the details under the request id that stands in the problem."),
  UNAVAILABLE(
      "unavailable",
      503,
      "Unavailable for now",
      "The database cannot be reached, or the server is stopping; Retry-After says when to try"
          + " again.");

  private final String code;
  private final int status;
  private final String title;
  private final String meaning;

  HttpFault(String code, int status, String title, String meaning) {
    this.code = code;
    this.status = status;
    this.title = title;
    this.meaning = meaning;
  }

  public String code() {
    return code;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** For the documentation. */
  String meaning() {
    return meaning;
  }
}
