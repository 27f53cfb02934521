"""What the bus costs, in one run on private servers: `make bench-bus`.

Calls: plain nameko, the chassis (service to service, and the gateway's asyncio client to a service), bare AMQP; calls
per second and CPU milliseconds per call of client, server and broker, with 1, 8 and 32 calls in flight. Events: one
by one against the batch entrypoint, a row in PostgreSQL each. A read through the gateway of a whole city. The ratios
of a run hold; absolute figures are this machine's. Ends with 1 when an aim is missed.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from ce_kit.bus.confirmed import ConfirmedPublisher, Outgoing
from ce_kit.testing.bus import event
from ce_kit.testing.waiting import wait_for
from tests.load.gateway_read import measure
from tests.load.measure import cpu, servers

PARTIES = Path(__file__).with_name("bus_parties.py")
CALLS = {1: 400, 8: 1000, 32: 2000}
EVENTS = {"one": 1500, "many": 15_000}
WAYS = {
    "plain nameko": ("plain-client", "plain-server"),
    "ours, service to service": ("ours-service-client", "ours-server"),
    "ours, gateway to service": ("ours-asyncio-client", "ours-server"),
    "bare py-amqp": ("bare-client", "bare-server"),
}
LONGEST = 300
AIMS = {"calls per second": 1.4, "CPU": 0.6, "batch": 5.0, "gateway read": 0.8}


class Party:
    """A process of the bench."""

    def __init__(self, role, *arguments):
        command = [sys.executable, str(PARTIES), role, *arguments]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.pid = self.process.pid
        if self.process.stdout.readline() != "ready\n":
            raise RuntimeError(f"{role} did not start")

    def call(self, in_flight, calls):
        self.process.stdin.write(f"{in_flight} {calls}\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())

    def end(self):
        self.process.kill()
        self.process.wait()


@contextmanager
def running(role, *arguments):
    party = Party(role, *arguments)
    try:
        yield party
    finally:
        party.end()


def bench_calls(rabbitmq, rounds):
    """Return per way and number in flight the best round: (calls per second, CPU ms of client, server, broker)."""
    uri, best = rabbitmq.uri("bench"), {}
    for _ in range(rounds):
        for way, (client_role, server_role) in WAYS.items():
            with running(server_role, uri) as server, running(client_role, uri) as client:
                client.call(8, 80)  # warm up
                pids = client.pid, server.pid, rabbitmq.pid
                for in_flight, calls in CALLS.items():
                    before = [cpu(pid) for pid in pids]
                    seconds = client.call(in_flight, calls)
                    spent = [(cpu(pid) - start) / calls * 1000 for pid, start in zip(pids, before, strict=True)]
                    found = (calls / seconds, *spent)
                    best[way, in_flight] = max(best.get((way, in_flight), found), found)
    return best


def bench_events(rabbitmq, postgres):
    """Return per kind (events per second, CPU ms of the service and of the broker per event)."""
    found = {}
    uri = rabbitmq.uri("bench")
    publisher = ConfirmedPublisher(uri)
    with running("sink", uri, postgres.url("bench")) as sink, closing(postgres.connect("bench")) as connection:
        pids = sink.pid, rabbitmq.pid
        for kind, total in EVENTS.items():
            events = [event(f"bench.{kind}.v1", {"number": number}) for number in range(total)]
            os.kill(sink.pid, signal.SIGSTOP)  # let the queue fill first
            publisher.publish([Outgoing("ce.events", one["type"], one, one["id"]) for one in events])
            before, began = [cpu(pid) for pid in pids], time.perf_counter()
            os.kill(sink.pid, signal.SIGCONT)
            wait_for(partial(all_rows, connection, kind, total), seconds=60, every=0.02)
            seconds = time.perf_counter() - began
            spent = [(cpu(pid) - start) / total * 1000 for pid, start in zip(pids, before, strict=True)]
            found[kind] = (total / seconds, *spent)
    publisher.close()
    return found


def all_rows(connection, table, total):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        return cursor.fetchone()[0] == total


def report(calls, events, read):
    """Print the tables; return whether every aim was met."""
    heads = "".join(f"{head:>9}" for head in ("in flight", "per s", "client", "server", "broker", "ms CPU", "× plain"))
    print(f"{'calls':26}{heads}")
    met, plain = [], "plain nameko"
    for in_flight in CALLS:
        for way in WAYS:
            rate, *spent = calls[way, in_flight]
            parts = "".join(f"{part:9.2f}" for part in (*spent, sum(spent), rate / calls[plain, in_flight][0]))
            print(f"{way:26}{in_flight:9}{rate:9.0f}{parts}")
    print()
    for way in ("ours, service to service", "ours, gateway to service"):
        for in_flight in CALLS:
            ours, theirs = calls[way, in_flight], calls[plain, in_flight]
            rate, share = ours[0] / theirs[0], sum(ours[1:]) / sum(theirs[1:])
            good = rate >= AIMS["calls per second"] and share <= AIMS["CPU"]
            met.append(good)
            verdict = "aim met" if good else "AIM MISSED (≥ 1.4 × calls, ≤ 60 % CPU)"
            print(f"{way}, {in_flight:2} in flight: {rate:.2f} × calls per second, {share:.0%} of the CPU: {verdict}")
    print()
    for kind, (rate, service, broker) in events.items():
        name = {"one": "events one by one", "many": "events in batches of 200"}[kind]
        print(f"{name:26} {rate:7.0f} per s, CPU ms per event: service {service:.3f}, broker {broker:.3f}")
    ratio = events["many"][0] / events["one"][0]
    met.append(ratio >= AIMS["batch"])
    print(f"batch entrypoint: {ratio:.1f} × one by one: {'aim met' if met[-1] else 'AIM MISSED (≥ 5 ×)'}")
    rate, gateway, service, alone = read
    met.append(gateway <= AIMS["gateway read"])
    verdict = "aim met" if met[-1] else "AIM MISSED (gateway ≤ 0.8 ms)"
    print(f"a gRPC read, sign-in checked, 32 in flight: {rate:.0f} per s, CPU ms per call: ", end="")
    print(f"gateway {gateway:.2f} ({gateway / alone:.1f} × bare grpc.aio), service {service:.2f}: {verdict}")
    return all(met)


def give_up(*_):
    raise TimeoutError(f"the bench did not end within {LONGEST} s")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=2, help="rounds of the calls; the best of each counts")
    parser.add_argument("--json", type=Path, help="write the figures to this file, too")
    options = parser.parse_args()
    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(LONGEST)
    with servers() as (rabbitmq, postgres):
        calls, events = bench_calls(rabbitmq, options.rounds), bench_events(rabbitmq, postgres)
    read = measure(cpu)
    if options.json:
        options.json.write_text(
            json.dumps({"calls": [[*key, *value] for key, value in calls.items()], "events": events, "read": read})
        )
    return 0 if report(calls, events, read) else 1


if __name__ == "__main__":
    raise SystemExit(main())
