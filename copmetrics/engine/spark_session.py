"""The Spark session that answers: one that runs already, or one on this computer alone."""

from __future__ import annotations

import logging
import os
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Final

from copmetrics.errors import EngineError

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import SparkSession

__all__ = ["named", "schema_of", "session"]

_HERE: Final = {
    "spark.master": "local[*]",
    "spark.app.name": "copmetrics",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.files.openCostInBytes": "0",
    "spark.sql.files.minPartitionNum": "1",
    "spark.sql.sources.parallelPartitionDiscovery.threshold": "100000",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.log.level": "OFF",  # an error is told once, in one line
    "spark.driver.extraJavaOptions": (
        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:ReservedCodeCacheSize=240m"
    ),
}
"""On this computer nothing listens but to itself, nothing is compiled that is run once or, for want of room,
again, and small files are read together: the tables are small, or DuckDB would be asked."""
_ASKED: Final = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.parquet.inferTimestampNTZ.enabled": "true",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.caseSensitive": "false",
    "spark.sql.optimizer.excludedRules": "org.apache.spark.sql.catalyst.optimizer.RemoveRedundantAliases",
}
"""How the same text means the same: instants are UTC without saying so, what overflows is an error."""


def session() -> SparkSession:
    """Return a session of its own, in the Spark that this was submitted to, or else one on this computer.

    Its settings and names are of nobody else.
    """
    own = _spark().newSession()
    for name, value in _ASKED.items():
        own.conf.set(name, value)
    return own


def schema_of(name: str) -> pa.Schema:
    """Return the columns of a table that Spark's catalogue knows, with their types as Arrow has them."""
    spark = session()
    with named(f"read the table '{name}'"):
        return spark.table(name).limit(0).toArrow().schema


@contextmanager
def named(what: str) -> Iterator[None]:
    """Tell what Spark could not do in one line, by its name."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError, ValueError) as error:
        told = getattr(error, "java_exception", None) or error
        first = str(told).strip().splitlines()[0]
        raise EngineError(f"Spark cannot {what}: {first}") from error


@cache
def _spark() -> SparkSession:
    try:
        from pyspark import SparkConf
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        what = "Spark is not installed"
        raise EngineError(what, advice="Install it: pip install copmetrics[spark]") from None
    running = SparkSession.getActiveSession()
    if running is not None:
        return running
    submitted = SparkConf().contains("spark.master")
    if not submitted and not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise EngineError(
            "Spark needs Java, and none was found", advice="Install Java 17 or newer."
        )
    builder = SparkSession.builder
    for name, value in ({} if submitted else _HERE).items():
        builder = builder.config(name, value)
    if not submitted:
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # of a pandas newer than it has met
            started = builder.getOrCreate()
    except PySparkException as error:
        raise EngineError(f"Spark did not start: {str(error).splitlines()[0]}") from None
    if not submitted:
        logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL)
    return started
