# Submits one message by Python's smtplib: STARTTLS, then AUTH by the one mechanism given.
# usage: submit.py PORT MECHANISM USER PASSWORD TO MESSAGE_ID
import smtplib
import ssl
import sys
from email.message import EmailMessage

port, mechanism, user, password, to, message_id = sys.argv[1:]

message = EmailMessage()
message["From"] = user
message["To"] = to
message["Subject"] = "From smtplib by " + mechanism
message["Message-ID"] = message_id
message.set_content("Grüße aus Python\n.\n..two dots\n")

with smtplib.SMTP("127.0.0.1", int(port), timeout=20) as smtp:
    smtp.starttls(context=ssl._create_unverified_context())
    smtp.ehlo()
    smtp.user, smtp.password = user, password
    authenticate = {"PLAIN": smtp.auth_plain, "LOGIN": smtp.auth_login}[mechanism]
    smtp.auth(mechanism, authenticate)
    smtp.send_message(message)
