package dev.kith.crm.http.pages;

import org.jspecify.annotations.Nullable;

/**
 * Says what went wrong, and what to do about it.
 *
 * @param reference finds the failure in the log; null where there is nothing to look for
 */
public record ErrorPage(int status, String title, String text, @Nullable String reference) {

  public static final ErrorPage NOT_FOUND =
      new ErrorPage(
          404,
          "Not found",
          "There is nothing at this address, or it is not visible to you. It may have been removed"
              + " since the link was made.",
          null);

  public static final ErrorPage FORBIDDEN =
      new ErrorPage(
          403,
          "Not allowed",
          "Your roles do not allow this. An administrator can change what you may do.",
          null);

  public static final ErrorPage FORGED =
      new ErrorPage(
          403,
          "This form is out of date",
          "It was made for another session, perhaps before you last logged in. Go back, load the"
              + " page again and repeat what you did.",
          null);

  public static final ErrorPage TOO_LARGE =
      new ErrorPage(
          413,
          "Too large",
          "What was sent is larger than this page takes. Nothing of it was kept. The page to upload"
              + " files says how large a file may be.",
          null);

  public static ErrorPage failure(String reference) {
    return new ErrorPage(
        500,
        "Something broke",
        "This is our fault, not yours. Nothing was saved by this request; please try again.",
        reference);
  }

  public static ErrorPage unavailable() {
    return new ErrorPage(
        503,
        "Out of reach for a moment",
        "The database cannot be reached. Nothing is lost; please try again shortly.",
        null);
  }
}
