"""What is still to be fetched: hosts in parallel, one at a time and at its pace on each, with patience for failures.

In:  Wanted, also while what came before is looked at.   Out: Fetched, as it comes.
Fetching threads ask; the thread that calls decides what is wanted and takes what came. A bounded number of answers
waits to be taken, so a slow reader slows the fetching and not the other way round.
"""

import heapq
import queue
import random
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from counterclaim.intake.fetching.addresses import checked_address, host_of, without_password
from counterclaim.intake.fetching.getting import Again, Answer, Getter
from counterclaim.intake.fetching.hosts import Hosts, Stopped
from counterclaim.intake.fetching.manners import Manners
from counterclaim.intake.fetching.pinning import Resolve, resolve
from counterclaim.intake.fetching.visits import Visit, Visits
from counterclaim.intake.found import Wanted
from counterclaim.intake.limits import Refused

_LOOK_UP_S = 0.25  # how often a wait for answers looks up whether it is to end
_LEFT_ALONE_S = 900.0  # a feed's page that failed for now, before it is asked again; doubled each time
_LONGEST_LEFT_ALONE_S = 24 * 3600.0
_CLOSING_S = 1.0  # for all threads; one that waits for a server then ends with the process
_WAITING = 16  # answers that nobody has taken yet
_FIRST_BACK_OFF_S = 1.0  # doubled each time
_LONGEST_BACK_OFF_S = 60.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one address."""

    wanted: Wanted
    url: str  # its checked form
    answer: Answer | None  # None = it was not had, or not asked for
    refused: Refused | None = None
    passing: bool = False  # it was refused only for now
    after_s: float | None = None  # the host asks to be left alone for so long
    visit: Visit | None = None  # the last one, whose articles are all still held
    known: str | None = None  # why nothing was asked: "seen before", "named twice"


@dataclass(slots=True)
class Tally:
    """What one host gave."""

    answers: int = 0
    unmodified: int = 0
    bytes: int = 0
    tries: int = 0  # that failed and were repeated
    problems: Counter[str] = field(default_factory=Counter)


def summary(tallies: Mapping[str, Tally], *, hosts_named: int = 5) -> str:
    """One line for a person: what was fetched, from how many hosts, and which made trouble.

    Args:
        hosts_named: of those with problems; every address that failed is named among the drops.
    """
    answers = sum(t.answers for t in tallies.values())
    came = sum(t.bytes for t in tallies.values())
    size = f"{came / 1e6:,.1f} MB" if came >= 1e6 else f"{came / 1e3:,.0f} kB"
    hosts = "1 host" if len(tallies) == 1 else f"{len(tallies):,} hosts"
    parts = [f"fetched {answers:,} from {hosts} ({size})"]
    if unmodified := sum(t.unmodified for t in tallies.values()):
        parts.append(f"{unmodified:,} not modified")
    if tries := sum(t.tries for t in tallies.values()):
        parts.append(f"{tries:,} tried again")
    troubled = sorted((host for host in tallies if tallies[host].problems), key=lambda h: -tallies[h].problems.total())
    for host in troubled[:hosts_named]:
        what = ", ".join(f"{n:,} {reason}" for reason, n in tallies[host].problems.most_common())
        parts.append(f"{host}: {what}")
    if hosts_named and len(troubled) > hosts_named:
        parts.append(f"and {len(troubled) - hosts_named:,} more hosts with problems")
    return " · ".join(parts)


@dataclass(slots=True)
class _Job:
    wanted: Wanted
    url: str
    visit: Visit | None
    attempts: int = 0


@dataclass(slots=True)
class _Line:
    """The jobs of one host."""

    jobs: deque[_Job] = field(default_factory=deque)
    is_busy: bool = False
    is_queued: bool = False  # stands among the hosts that may be asked
    not_before: float = 0.0
    failures: int = 0  # one after another
    given_up: str | None = None


class Frontier:
    """See the module. Close it in the end: its threads and connections go with it."""

    def __init__(
        self,
        manners: Manners,
        visits: Visits | None = None,
        holds: Callable[[str], bool] = lambda _: False,
        *,
        stop: threading.Event | None = None,
        lookup: Resolve = resolve,
        back_off_s: float = _FIRST_BACK_OFF_S,
    ) -> None:
        """Nothing is asked before something is wanted.

        Args:
            holds: whether the ledger still holds the article with that id; else it is fetched anew.
            stop: when it is set, nothing more is asked for and `fetched` ends.
            lookup: from names to IP addresses.
        """
        self.manners = manners
        self.visits = visits if visits is not None else Visits()
        self.tallies: dict[str, Tally] = {}
        self._holds = holds
        self._lookup = lookup
        self._back_off_s = back_off_s
        self._ready: deque[Fetched] = deque()
        self._came: queue.Queue[Fetched] = queue.Queue(_WAITING)
        self._out = 0  # jobs whose outcome has not been taken
        self._asked: set[str] = set()
        self._lines: dict[str, _Line] = {}
        self._left_alone: dict[str, tuple[int, float]] = {}  # how often it failed for now, and until when it is left
        self._due: list[tuple[float, str]] = []  # a heap: when which host may be asked
        self._change = threading.Condition()
        self._told = stop or threading.Event()
        self._stop = threading.Event()
        self._hosts = Hosts(manners.pace_s, self._wait)
        self._threads: list[threading.Thread] = []

    def want(self, wanted: Wanted) -> None:
        """Fetch this, too, unless it was fetched before and is held."""
        try:
            url = checked_address(wanted.url)
        except Refused as err:
            self._ready.append(Fetched(wanted, without_password(wanted.url)[:500], None, err))
            return
        if url in self._asked:
            self._ready.append(Fetched(wanted, url, None, known="named more than once"))
            return
        self._asked.add(url)
        visit = self.visits.last(url)
        if visit is not None and not all(self._holds(article) for article in visit.articles):
            visit = None
        if visit is not None and wanted.mark is not None and visit.mark == wanted.mark:
            self._ready.append(Fetched(wanted, url, None, visit=visit, known="as at the last visit"))
            return
        if wanted.feed is not None and self._left_alone.get(url, (0, 0.0))[1] > time.monotonic():
            why = "failed before, and is tried again later"
            self._ready.append(Fetched(wanted, url, None, passing=True, known=why))
            return
        with self._change:
            self._out += 1
            host = host_of(url)
            self._lines.setdefault(host, _Line()).jobs.append(_Job(wanted, url, visit))
            self._queue(host)
            self._change.notify()
        # Threads are started as hosts turn up: one host needs one.
        if len(self._threads) < min(self.manners.hosts, len(self._lines)):
            thread = threading.Thread(target=self._work, name=f"fetching-{len(self._threads)}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def fetched(self) -> Iterator[Fetched]:
        """What came, as it comes, until nothing is wanted any more."""
        while True:
            if self._told.is_set():
                self._stop.set()
            if self._stop.is_set():
                return
            if self._ready:
                yield self._ready.popleft()
                continue
            with self._change:
                if not self._out:
                    return
            try:
                got = self._came.get(timeout=_LOOK_UP_S)
            except queue.Empty:
                continue
            with self._change:
                self._out -= 1
            yield got

    def renew(self) -> None:
        """Begin a round: what was asked for before may be asked for again, and a host that failed gets a new chance.

        What hosts allow, and when each was asked last, is still known.
        """
        self._asked.clear()
        self.tallies = {}
        for line in self._lines.values():
            line.given_up, line.failures = None, 0

    @property
    def waiting(self) -> int:
        """Addresses that are wanted and have not come yet."""
        return len(self._ready) + self._out

    def close(self) -> None:
        """Stop; what is under way is dropped."""
        self._stop.set()
        with self._change:
            self._change.notify_all()
        while not self._came.empty():
            self._came.get_nowait()
        deadline = time.monotonic() + _CLOSING_S
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))

    def _wait(self, seconds: float) -> None:
        if self._stop.wait(seconds):
            raise Stopped

    def _work(self) -> None:
        getter = Getter(self.manners, self._hosts, self._lookup)
        try:
            while (taken := self._next()) is not None:
                host, job = taken
                self._do(getter, host, job)
        except Stopped:
            pass
        finally:
            getter.close()

    def _next(self) -> tuple[str, _Job] | None:
        """The next job of the host that has waited longest; waits until one may be asked. None = stopped."""
        with self._change:
            while not self._stop.is_set():
                if not self._due:
                    self._change.wait()
                    continue
                left = self._due[0][0] - time.monotonic()
                if left > 0:
                    self._change.wait(left)
                    continue
                _, host = heapq.heappop(self._due)
                line = self._lines[host]
                line.is_queued = False
                if self._at(host, line) > time.monotonic():  # it was asked meanwhile, by way of a redirect
                    self._queue(host)
                    continue
                line.is_busy = True
                return host, line.jobs.popleft()
        return None

    def _queue(self, host: str) -> None:
        """Put a host with jobs in its place among those that may be asked, by when."""
        line = self._lines[host]
        if line.jobs and not line.is_busy and not line.is_queued:
            line.is_queued = True
            heapq.heappush(self._due, (self._at(host, line), host))

    def _at(self, host: str, line: _Line) -> float:
        return max(line.not_before, self._hosts.next_at(host))

    def _do(self, getter: Getter, host: str, job: _Job) -> None:
        line = self._lines[host]
        outcomes: list[Fetched] = []
        tally = self.tallies.setdefault(host, Tally())
        try:
            if line.given_up:
                outcomes.append(self._refused(job, Refused(line.given_up, _GIVEN_UP), passing=True))
            else:
                answer = getter.get(job.url, job.visit.validators if job.visit else None)
                line.failures = 0
                self._left_alone.pop(job.url, None)
                tally.answers += answer.body is not None
                tally.unmodified += answer.body is None
                tally.bytes += answer.sent
                outcomes.append(Fetched(job.wanted, job.url, answer, visit=job.visit))
        except Refused as err:
            line.failures = 0
            outcomes.append(self._refused(job, err))
        except Again as err:
            outcomes += self._failed(line, job, err, tally)
        except Stopped:
            raise
        except Exception as err:  # noqa: BLE001 a fault in one answer must not end the thread, or everything waits for ever
            outcomes.append(self._refused(job, Refused("damaged answer", f"{type(err).__name__}: {err}"[:300])))
        finally:
            with self._change:
                line.is_busy = False
                self._queue(host)
                self._change.notify_all()
        for outcome in outcomes:
            if outcome.refused is not None:
                tally.problems[outcome.refused.reason] += 1
            self._give(outcome)

    def _failed(self, line: _Line, job: _Job, err: Again, tally: Tally) -> list[Fetched]:
        """Try it again later, or give it up; and the host where it fails again and again."""
        job.attempts += 1
        line.failures += 1
        asked = err.after_s
        if asked is not None and asked > self.manners.longest_wait_s:
            line.given_up = err.reason
            why = Refused(err.reason, f"{err.detail}; the host asks to come back in {asked:,.0f} s")
            return [replace(self._refused(job, why, passing=True), after_s=asked)]
        if job.attempts > self.manners.retries:
            if line.failures >= 2 * (self.manners.retries + 1):
                line.given_up = err.reason
            tries = f"; tried {job.attempts} times" if job.attempts > 1 else ""
            return [self._refused(job, Refused(err.reason, f"{err.detail}{tries}"), passing=True)]
        tally.tries += 1
        pause = self._back_off_s * 2 ** (job.attempts - 1) * random.uniform(0.5, 1.5)
        pause = min(pause, _LONGEST_BACK_OFF_S) if asked is None else asked + random.uniform(0, 0.1 * self._back_off_s)
        with self._change:
            line.not_before = time.monotonic() + pause
            line.jobs.appendleft(job)
        return []

    def _refused(self, job: _Job, why: Refused, *, passing: bool = False) -> Fetched:
        if passing:  # a feed that is looked at every few minutes must not ask for a broken page each time
            times = self._left_alone.get(job.url, (0, 0.0))[0] + 1
            pause = min(_LEFT_ALONE_S * 2 ** (times - 1), _LONGEST_LEFT_ALONE_S)
            self._left_alone[job.url] = (times, time.monotonic() + pause)
        return Fetched(job.wanted, job.url, None, why, passing, visit=job.visit)

    def _give(self, outcome: Fetched) -> None:
        while not self._stop.is_set():
            try:
                self._came.put(outcome, timeout=0.5)
            except queue.Full:
                continue
            return
        raise Stopped


_GIVEN_UP = "the host failed again and again, and is left alone in this run"
