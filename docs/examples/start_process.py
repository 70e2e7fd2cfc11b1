#!/usr/bin/env python3
"""Starts or stops a process of Sluice by a command written straight to Kafka, and tells its outcome.

    start_process.py start process.json
    start_process.py stop studio-1

Needs Debian's python3-avro and either python3-confluent-kafka or python3-kafka.
Exit code: 0 accepted, 1 rejected or nothing to do, 2 no outcome in time.
"""

import argparse
import datetime
import hashlib
import io
import json
import pathlib
import re
import sys
import time
import uuid

import avro.io
import avro.schema

COMMANDS = "sluice.commands"
HISTORY = "sluice.process-events"
MARKER = b"\xc3\x01"  # of Avro's single-object encoding
DEFAULT_SCHEMAS = pathlib.Path(__file__).resolve().parents[2] / "schemas"


class Contract:
    """The published schemas, and the fingerprint under which each goes over the wire."""

    def __init__(self, folder):
        self.folder = folder
        row = re.compile(r"\| io\.sluice\.schemas\.(\w+) \| `([0-9a-f]{16})` \|")
        table = (folder / "FINGERPRINTS.md").read_text()
        self.fingerprints = {name: bytes.fromhex(hexa) for name, hexa in row.findall(table)}

    def schema(self, name):
        versions = sorted(self.folder.glob(f"published/v*/{name}.avsc"), key=version_number)
        return avro.schema.parse(versions[-1].read_text())

    def encode(self, name, record):
        # The fingerprint is copied, not computed: libraries differ in the canonical form behind it.
        body = io.BytesIO()
        schema = self.schema(name)
        avro.io.DatumWriter(schema).write(complete(schema, record), avro.io.BinaryEncoder(body))
        return MARKER + self.fingerprints[name] + body.getvalue()

    def reader(self, name):
        """A function from bytes to a record, or to None when they are anything else."""
        header = MARKER + self.fingerprints[name]
        datum_reader = avro.io.DatumReader(self.schema(name))

        def read(value):
            if value is None or not value.startswith(header):
                return None
            return datum_reader.read(avro.io.BinaryDecoder(io.BytesIO(value[len(header):])))

        return read


def complete(schema, datum):
    """The datum with the schema's default for each field that it lacks, which Avro leaves to us.

    A script that names only what it means stays good when a schema gains a field.
    """
    if schema.type == "array":
        return [complete(schema.items, item) for item in datum]
    if schema.type != "record":
        return datum
    lacking = {field.name: field.default for field in schema.fields if field.has_default}
    given = {**lacking, **datum}
    return {
        field.name: complete(field.type, given[field.name]) if field.name in given else None
        for field in schema.fields
    }


def version_number(path):
    return int(path.parent.name[1:])


class Confluent:
    """librdkafka. Its default partitioner is CRC-32; Sluice lives by murmur2, as Java's client.

    The control plane moves a command that it finds in the wrong partition, so either works; the
    right one saves a hop.
    """

    def __init__(self, bootstrap, partitioner):
        import confluent_kafka

        self.kafka = confluent_kafka
        self.producer = confluent_kafka.Producer(
            {"bootstrap.servers": bootstrap, "acks": "all", "partitioner": partitioner}
        )
        self.consumer = confluent_kafka.Consumer(
            {
                "bootstrap.servers": bootstrap,
                "group.id": "unused",  # asked for by the library; nothing is committed
                "enable.auto.commit": False,
                "isolation.level": "read_committed",
            }
        )

    def seek_to_end(self, topic):
        partitions = self.consumer.list_topics(topic, timeout=10).topics[topic].partitions
        ends = []
        for partition in partitions:
            at = self.kafka.TopicPartition(topic, partition)
            _, at.offset = self.consumer.get_watermark_offsets(at, timeout=10)
            ends.append(at)
        self.consumer.assign(ends)

    def send(self, topic, key, value):
        self.producer.produce(topic, key=key, value=value)
        if self.producer.flush(10) > 0:
            raise TimeoutError("Kafka did not acknowledge the command within 10 s")

    def poll(self):
        message = self.consumer.poll(0.2)
        if message is not None and message.error() is None:
            yield message.key(), message.value()


class KafkaPython:
    """kafka-python. Its default partitioner is murmur2 already.

    It reads uncommitted records too: should a control plane die in the middle of a transaction, it
    shows an outcome that is then decided again. Read with read_committed where that matters.
    """

    def __init__(self, bootstrap, _partitioner):
        import kafka

        self.kafka = kafka
        self.producer = kafka.KafkaProducer(bootstrap_servers=bootstrap, acks="all")
        self.consumer = kafka.KafkaConsumer(bootstrap_servers=bootstrap, enable_auto_commit=False)

    def seek_to_end(self, topic):
        partitions = [
            self.kafka.TopicPartition(topic, partition)
            for partition in self.consumer.partitions_for_topic(topic)
        ]
        self.consumer.assign(partitions)
        for partition in partitions:
            self.consumer.seek_to_end(partition)
            self.consumer.position(partition)  # asks Kafka now rather than at the first poll

    def send(self, topic, key, value):
        self.producer.send(topic, key=key, value=value).get(timeout=10)

    def poll(self):
        for messages in self.consumer.poll(timeout_ms=200).values():
            for message in messages:
                yield message.key, message.value


def envelope(process_id):
    return {
        "commandId": str(uuid.uuid4()),
        "processId": process_id,
        "issuedAt": datetime.datetime.now(datetime.timezone.utc),
        "issuedBy": "start_process.py",
    }


def start_command(process):
    return {**envelope(process["id"]), "config": config(process)}


def config(process):
    whip = process.get("whipIngest", {})
    token = whip.get("bearerToken")
    return {
        "reference": process.get("reference", ""),
        "whipIngest": {
            "enabled": whip.get("enabled", False),
            # Empty and zero mean the default.
            "videoCodec": one_or_more(whip.get("videoCodec")),
            "audioCodec": one_or_more(whip.get("audioCodec")),
            "videoPayloadType": whip.get("videoPayloadType", 0),
            "audioPayloadType": whip.get("audioPayloadType", 0),
            # The token itself never enters Kafka.
            "bearerTokenSha256": hashlib.sha256(token.encode()).hexdigest() if token else None,
            "start": whip.get("start", ""),
            "takeover": whip.get("takeover", False),
            "onResolutionChange": whip.get("onResolutionChange", ""),
        },
        "input": [leg(one) for one in process.get("input", [])],
        "output": [leg(one) for one in process.get("output", [])],
        "options": process.get("options", []),
        "metadata": process.get("metadata", {}),
    }


def one_or_more(names):
    return [names] if isinstance(names, str) else names or []


def leg(one):
    return {"id": one["id"], "address": one["address"], "options": one.get("options", [])}


def await_outcome(client, read, command_id, seconds):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        for _key, value in client.poll():
            transition = read(value)
            if transition is not None and transition["commandId"] == command_id:
                return transition
    return None


def arguments():
    parser = argparse.ArgumentParser(description="Starts or stops a process of Sluice.")
    parser.add_argument("action", choices=["start", "stop"])
    parser.add_argument("process", help="start: a JSON file; stop: the id of a process")
    parser.add_argument("--bootstrap", default="127.0.0.1:9092")
    parser.add_argument("--client", choices=["confluent", "kafka"], default="confluent")
    parser.add_argument(
        "--partitioner", default="murmur2_random", help="of librdkafka; its own: consistent_random"
    )
    parser.add_argument("--schemas", type=pathlib.Path, default=DEFAULT_SCHEMAS)
    parser.add_argument("--seconds", type=float, default=20, help="to wait for the outcome")
    return parser.parse_args()


def main():
    args = arguments()
    contract = Contract(args.schemas)
    if args.action == "start":
        name = "StartProcess"
        command = start_command(json.loads(pathlib.Path(args.process).read_text()))
    else:
        name = "StopProcess"
        command = {**envelope(args.process), "reason": "asked to"}

    make = {"confluent": Confluent, "kafka": KafkaPython}[args.client]
    client = make(args.bootstrap, args.partitioner)
    client.seek_to_end(HISTORY)  # before writing, so that the outcome cannot be missed
    key = command["processId"].encode()
    client.send(COMMANDS, key, contract.encode(name, command))

    transition = await_outcome(
        client, contract.reader("Transition"), command["commandId"], args.seconds
    )
    if transition is None:
        print(f"no outcome of {command['commandId']} within {args.seconds:g} s", file=sys.stderr)
        return 2
    print(
        transition["outcome"],
        transition["processId"],
        f"sequence={transition['sequence']}",
        f"state={transition['state']}",
        transition["reason"] or "",
        transition["detail"] or "",
    )
    return 0 if transition["outcome"] == "ACCEPTED" else 1


if __name__ == "__main__":
    sys.exit(main())
