package app.steppingstone.shell

import app.steppingstone.core.Moment
import java.time.Instant
import java.time.LocalDate
import java.time.LocalDateTime
import java.time.LocalTime
import java.time.ZoneOffset

/** The date on a clock with this offset. */
fun localDate(utcMs: Long, offsetSeconds: Int): LocalDate = local(utcMs, offsetSeconds).toLocalDate()

/** The date where it happened. */
val Moment.date: LocalDate get() = localDate(utcMs, offsetSeconds)

/** The time of day where it happened. */
val Moment.time: LocalTime get() = local(utcMs, offsetSeconds).toLocalTime()

private fun local(utcMs: Long, offsetSeconds: Int): LocalDateTime =
    LocalDateTime.ofInstant(Instant.ofEpochMilli(utcMs), ZoneOffset.ofTotalSeconds(offsetSeconds))

/** A date in words, today and yesterday by name. */
fun Chrome.date(date: LocalDate, today: LocalDate): String = when (date) {
    today -> this["date.today"]

    today.minusDays(1) -> this["date.yesterday"]

    else -> this[
        if (date.year == today.year) "date.this_year" else "date.other_year",
        "weekday" to this["day.${date.dayOfWeek.value}"],
        "day" to date.dayOfMonth,
        "month" to this["month.${date.monthValue}"],
        "year" to date.year,
    ]
}

/** A minute of the day as `09:05`. */
fun clockTime(minute: Int): String = "%02d:%02d".format(minute / 60, minute % 60)
