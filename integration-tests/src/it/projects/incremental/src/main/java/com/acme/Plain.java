package com.acme;

public record Plain(String name) {}
