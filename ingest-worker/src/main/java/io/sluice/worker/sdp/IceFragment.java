package io.sluice.worker.sdp;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a publisher's PATCH says of ICE (RFC 8840 §9, RFC 9725 §4.3).
///
/// @param mids the media sections it speaks of; may be empty
/// @param credentials new ones begin an ICE restart; empty when it gives none
/// @param candidates addresses the publisher may send from
/// @param skipped number of candidates of no use here: TCP, mDNS names, not understood
public record IceFragment(
    List<String> mids,
    Optional<IceCredentials> credentials,
    List<InetSocketAddress> candidates,
    int skipped) {
  /// What came of a body.
  public sealed interface Reading {
    record Read(IceFragment fragment) implements Reading {}

    /// No fragment (RFC 9725 §4.3.1): 400.
    record Malformed(String detail) implements Reading {}
  }

  public IceFragment {
    mids = List.copyOf(mids);
    candidates = List.copyOf(candidates);
  }

  public static Reading read(String body) {
    try {
      return new Reading.Read(of(SdpText.parseFragment(body)));
    } catch (OfferProblem problem) {
      return new Reading.Malformed(problem.refusal().detail());
    }
  }

  private static IceFragment of(SdpText text) throws OfferProblem {
    List<SdpSection> sections = new ArrayList<>();
    text.media().forEach(media -> sections.add(media.section()));
    List<String> mids =
        sections.stream().flatMap(section -> section.first("mid").stream()).distinct().toList();
    sections.add(text.session());
    List<String> lines =
        sections.stream().flatMap(section -> section.all("candidate").stream()).toList();
    Optional<IceCredentials> credentials = credentials(sections);
    if (lines.isEmpty()
        && credentials.isEmpty()
        && sections.stream().noneMatch(section -> section.has("end-of-candidates"))) {
      throw OfferProblem.malformed("the fragment has neither candidates nor credentials");
    }
    List<InetSocketAddress> candidates =
        lines.stream().flatMap(line -> RemoteCandidate.usable(line).stream()).toList();
    return new IceFragment(mids, credentials, candidates, lines.size() - candidates.size());
  }

  /// One transport has one pair of them: the first there is.
  private static Optional<IceCredentials> credentials(List<SdpSection> sections)
      throws OfferProblem {
    for (SdpSection section : sections) {
      Optional<String> ufrag = section.first("ice-ufrag");
      Optional<String> pwd = section.first("ice-pwd");
      if (ufrag.isPresent() || pwd.isPresent()) {
        return Optional.of(
            IceCredentials.parse(ufrag.orElse(""), pwd.orElse(""))
                .orElseThrow(() ->
                    OfferProblem.malformed("the fragment has no valid ice-ufrag and ice-pwd")));
      }
    }
    return Optional.empty();
  }
}
