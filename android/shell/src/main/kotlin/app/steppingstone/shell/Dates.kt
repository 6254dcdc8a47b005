package app.steppingstone.shell

import app.steppingstone.core.Moment
import app.steppingstone.core.Now
import java.time.Instant
import java.time.LocalDate
import java.time.LocalDateTime
import java.time.LocalTime
import java.time.ZoneId
import java.time.ZoneOffset

/** The date on a clock with this offset. */
fun localDate(utcMs: Long, offsetSeconds: Int): LocalDate = local(utcMs, offsetSeconds).toLocalDate()

/** The date where it happened. */
val Moment.date: LocalDate get() = localDate(utcMs, offsetSeconds)

/** The time of day where it happened. */
val Moment.time: LocalTime get() = local(utcMs, offsetSeconds).toLocalTime()

/** A minute of a day in the same zone; one that the clock skips is the first after. */
fun Now.at(day: LocalDate, minute: Int): Now {
    val moment = day.atTime(LocalTime.ofSecondOfDay(minute * SECONDS)).atZone(ZoneId.of(zone))
    return Now(moment.toInstant().toEpochMilli(), moment.offset.totalSeconds, zone)
}

private const val SECONDS = 60L

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
